import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useSession } from '../api/session.js';
import { today } from '../kit/dates.js';
import { saveCsv, saveXlsx, type Table } from '../kit/export.js';
import { useNow } from '../kit/now.js';
import { MonthField } from '../kit/month-field.js';
import { Page, Section } from '../kit/page.js';
import { EmptyState, PageState } from '../kit/page-state.js';
import { useFilters } from '../kit/url-filters.js';
import { common } from '../words/common.words.js';
import { useLanguage } from '../words/language.js';
import { useText, useWords } from '../words/words.js';
import { type Measure, type Measured, type Months, monthAfter, monthsOf, sumBy, total } from './numbers.js';
import { overviewWords } from './overview.words.js';
import { RateByProvince, Rates } from './rates.js';
import { countingServices, readStatistics } from './statistics-data.js';
import { TileGrid } from './tile-grid.js';
import { tiles } from './tiles.js';
import { saveTilesPicture } from './tiles-picture.js';
import { Trend } from './trend.js';
import './overview.css';

const names = ['from', 'to', 'measure'] as const;
const LONGEST = 60;

/** The nation, a province or an area in numbers, each leading to its cases. */
export function Component() {
  const words = useWords(overviewWords);
  const session = useSession();
  const { filters, set } = useFilters(names);
  const months = useMonths(filters);
  const query = useQuery({
    queryKey: ['overview', months, session.agency.id],
    queryFn: ({ signal }) => readStatistics(countingServices(session), months, signal),
    enabled: isGood(months),
  });
  return (
    <Page title={words.title} lead={words.lead}>
      <MonthFields months={months} set={set} />
      {isGood(months) && (
        <PageState query={query}>
          {({ measured, failed }) => (
            <>
              {failed.length > 0 && (
                <Alert
                  type="warning"
                  showIcon
                  title={words.partly(failed.map((service) => words.services[service]).join('、'))}
                />
              )}
              <Numbers
                {...{ measured, months }}
                chosen={filters.measure}
                choose={(measure) => set({ measure })}
              />
            </>
          )}
        </PageState>
      )}
    </Page>
  );
}

function useMonths({ from, to }: Partial<Record<'from' | 'to', string>>): Months {
  // The services' time may be known only after their first answer.
  const month = today(useNow()).slice(0, 7);
  return useMemo(() => ({ from: from ?? monthAfter(month, -11), to: to ?? month }), [from, to, month]);
}

const isGood = ({ from, to }: Months): boolean =>
  /^\d{4}-\d{2}$/.test(from) && from <= to && monthAfter(from, LONGEST - 1) >= to;

function MonthFields({
  months,
  set,
}: {
  months: Months;
  set: (change: Partial<Record<'from' | 'to', string>>) => void;
}) {
  const words = useWords(overviewWords);
  return (
    <div className="overview-months">
      {(['from', 'to'] as const).map((name) => (
        <label key={name}>
          <span className="soft">{words[name]}</span>
          <MonthField
            label={words[name]}
            value={months[name]}
            max={today().slice(0, 7)}
            onChange={(month) => set({ [name]: month })}
          />
        </label>
      ))}
      {!isGood(months) && (
        <span role="alert" className="fault">
          {words.wrongMonths}
        </span>
      )}
    </div>
  );
}

interface NumbersProps {
  readonly measured: Measured;
  readonly months: Months;
  readonly chosen: string | undefined;
  readonly choose: (measure: string) => void;
}

function Numbers({ measured, months, chosen, choose }: NumbersProps) {
  const [words, text] = [useWords(overviewWords), useText()];
  const measure = measured.measures.find(({ key }) => key === chosen) ?? measured.measures[0];
  const sums = useMemo(
    () => (measure ? sumBy(measured, 'province', measure.key) : new Map()),
    [measured, measure],
  );
  if (!measure || measured.numbers.every(({ value }) => value === 0))
    return <EmptyState title={words.emptyTitle}>{words.emptyNext}</EmptyState>;
  return (
    <div className="overview-parts">
      <div className="overview-tiles">
        <Section
          title={words.tilesTitle(text(measure.name))}
          extra={
            <div className="overview-tools">
              <MeasureField {...{ measured, measure, choose }} />
              <Exports {...{ measured, measure, months, sums }} />
            </div>
          }
        >
          <TileGrid {...{ measure, sums, months }} />
        </Section>
      </div>
      <Charts {...{ measured, measure, months }} />
    </div>
  );
}

function Charts({ measured, measure, months }: MeasureProps & { months: Months }) {
  const words = useWords(overviewWords);
  const [key, choose] = useState<string>();
  const rate = measured.rates.find((each) => each.key === key) ?? measured.rates[0];
  return (
    <>
      <div className="overview-beside">
        <div className="section">
          <Trend {...{ measured, measure, months }} />
        </div>
        <Section title={words.ratesTitle}>
          <Rates {...{ measured, months, choose }} chosen={rate} />
        </Section>
      </div>
      {rate && (
        <div className="section overview-provinces">
          <RateByProvince {...{ rate, measured, months }} />
        </div>
      )}
    </>
  );
}

type MeasureProps = { readonly measured: Measured; readonly measure: Measure };

function MeasureField({ measured, measure, choose }: MeasureProps & { choose: (measure: string) => void }) {
  const [words, text] = [useWords(overviewWords), useText()];
  return (
    <Select
      className="overview-measure"
      aria-label={words.measure}
      value={measure.key}
      onChange={choose}
      popupMatchSelectWidth={false}
      options={measured.measures.map((each) => ({
        value: each.key,
        label: `${text(each.name)} · ${total(measured, each.key)}`,
      }))}
    />
  );
}

type ExportProps = MeasureProps & { readonly months: Months; readonly sums: ReadonlyMap<string, number> };

function Exports({ measured, measure, months, sums }: ExportProps) {
  const [words, all, text, language] = [useWords(overviewWords), useWords(common), useText(), useLanguage()];
  const name = `${words.file} ${months.from} ${months.to}`;
  const table = (): Table => ({
    name,
    head: [words.month, words.province, ...measured.measures.map((each) => text(each.name))],
    rows: tableRows(
      measured,
      months,
      (code) => tiles.find((tile) => tile.code === code)?.name[language] ?? code,
    ),
  });
  const picture = () =>
    saveTilesPicture({ title: `${text(measure.name)} ${months.from} – ${months.to}`, sums, language, name });
  return (
    <>
      <Button onClick={() => saveCsv(table())}>{all.exportCsv}</Button>
      <Button onClick={() => void saveXlsx(table())}>{all.exportXlsx}</Button>
      <Button onClick={() => void picture()}>{words.exportPng}</Button>
    </>
  );
}

/** A row for each month and province of which there is something. */
function tableRows(
  { measures, numbers }: Measured,
  months: Months,
  nameOf: (province: string) => string,
): (string | number)[][] {
  const cells = Map.groupBy(numbers, ({ month, province }) => `${month} ${province}`);
  return monthsOf(months).flatMap((month) =>
    ['', ...tiles.map(({ code }) => code)].flatMap((province) => {
      const found = cells.get(`${month} ${province}`);
      if (!found) return [];
      const valueOf = (key: string) =>
        found.reduce((sum, each) => (each.key === key ? sum + each.value : sum), 0);
      return [[month, nameOf(province), ...measures.map(({ key }) => valueOf(key))]];
    }),
  );
}
