import { Button } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { Chart } from '../kit/chart.js';
import { useLanguage } from '../words/language.js';
import { useText, useWords } from '../words/words.js';
import { listOf, type Measured, type Months, percent, type Rate, shareOf, sumBy, total } from './numbers.js';
import { overviewWords } from './overview.words.js';
import { tiles } from './tiles.js';

interface Props {
  readonly measured: Measured;
  readonly months: Months;
}

type ChosenProps = Props & { readonly chosen: Rate | undefined; readonly choose: (key: string) => void };

/** What share was answered, opened, transferred; one of them is chosen to be shown by province. */
export function Rates({ measured, months, chosen, choose }: ChosenProps) {
  const words = useWords(overviewWords);
  return (
    <div className="rates-scroll" tabIndex={0} role="region" aria-label={words.ratesTitle}>
      <table className="rates-table">
        <thead>
          <tr>
            {[words.rate, words.share, words.counts].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {measured.rates.map((each) => (
            <RateRow
              key={each.key}
              rate={each}
              {...{ measured, months }}
              isChosen={each === chosen}
              choose={() => choose(each.key)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = Props & { readonly rate: Rate; readonly isChosen: boolean; readonly choose: () => void };

function RateRow({ rate, measured, months, isChosen, choose }: RowProps) {
  const [words, text] = [useWords(overviewWords), useText()];
  const [part, whole] = [total(measured, rate.part), total(measured, rate.whole)];
  const number = (key: string, value: number) => {
    const measure = measured.measures.find((each) => each.key === key);
    return measure ? (
      <Link to={listOf(measure, months)} title={text(measure.name)}>
        {value}
      </Link>
    ) : (
      value
    );
  };
  return (
    <tr className={isChosen ? 'chosen' : undefined}>
      <th scope="row" title={text(rate.question)}>
        {text(rate.name)}
      </th>
      <td className="number">{percent(shareOf(part, whole))}</td>
      <td className="number">
        {number(rate.part, part)} / {number(rate.whole, whole)}
      </td>
      <td>
        <Button type="link" size="small" aria-pressed={isChosen} onClick={choose}>
          {words.choose}
        </Button>
      </td>
    </tr>
  );
}

/** The lowest first: these are asked about. */
export function RateByProvince({ rate, measured, months }: Props & { rate: Rate }) {
  const [words, text, language] = [useWords(overviewWords), useText(), useLanguage()];
  const navigate = useNavigate();
  const rows = useMemo(() => {
    const [parts, wholes] = [sumBy(measured, 'province', rate.part), sumBy(measured, 'province', rate.whole)];
    return tiles
      .flatMap(({ code, name }) => {
        const share = shareOf(parts.get(code) ?? 0, wholes.get(code) ?? 0);
        return share === null ? [] : [{ code, name: name[language], share }];
      })
      .sort((a, b) => a.share - b.share);
  }, [measured, rate, language]);
  const option = useMemo(
    () => ({
      grid: { left: language === 'zh' ? 64 : 112, right: 56, top: 8, bottom: 24 },
      xAxis: { type: 'value', max: 100, axisLabel: { formatter: '{value}%' } },
      yAxis: { type: 'category', inverse: true, data: rows.map(({ name }) => name) },
      series: [
        {
          type: 'bar',
          barMaxWidth: 16,
          label: { show: true, position: 'right', formatter: '{c}%' },
          data: rows.map(({ name, code, share }) => ({
            name,
            id: code,
            value: Number((share * 100).toFixed(1)),
          })),
        },
      ],
    }),
    [rows, language],
  );
  const whole = measured.measures.find(({ key }) => key === rate.whole);
  if (rows.length === 0) return null;
  return (
    <Chart
      title={words.rateTitle(text(rate.question))}
      option={option}
      height={Math.max(160, rows.length * 26 + 40)}
      onOpen={({ data }) => {
        const { id } = data as { id?: string };
        if (whole && id) void navigate(listOf(whole, months, id));
      }}
      summary={rows.map(({ name, share }) => `${name}: ${percent(share)}`).join('; ')}
    />
  );
}
