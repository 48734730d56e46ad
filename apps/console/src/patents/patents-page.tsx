import { useMemo } from 'react';
import { bodyOf, patents } from '../api/clients.js';
import { useMay, useSession } from '../api/session.js';
import { NumberText } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { dayText, today } from '../kit/dates.js';
import { DayField } from '../kit/day-field.js';
import { ClearFilters, FilterChoice, FilterText } from '../kit/filters.js';
import { LinkButton } from '../kit/link-button.js';
import { type Column, ListPage } from '../kit/list-page.js';
import { Page } from '../kit/page.js';
import { useFilters } from '../kit/url-filters.js';
import type { ListSource } from '../kit/use-list.js';
import { useLanguage } from '../words/language.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import { findQuery, isTooShort } from './find-text.js';
import { type ListedPatent, SERVICE } from './patent-data.js';
import { Notes, PatentStatus } from './patent-status.js';
import { patentWords } from './patents.words.js';
import './patents.css';

const names = ['find', 'type', 'status', 'on'] as const;

/** Patents of the register, with what they are on a day. */
export function Component() {
  const words = useWords(patentWords);
  const { filters, set, isFiltered } = useFilters(names);
  const source = useMemo((): ListSource<ListedPatent> => {
    const { find, ...others } = filters;
    return {
      service: SERVICE,
      resource: 'patents',
      filters,
      load: ({ cursor, limit }) => {
        const query = { ...others, ...findQuery(find), cursor, limit };
        return bodyOf(patents.GET('/patents', { params: { query: query as never } }));
      },
    };
  }, [filters]);
  return (
    <Page title={words.title} actions={<ImportLink />}>
      <ListPage
        source={source}
        columns={useColumns(filters.on)}
        rowKey={({ patentNumber }) => patentNumber}
        href={({ patentNumber }) => `/patents/${patentNumber}${filters.on ? `?on=${filters.on}` : ''}`}
        label={words.title}
        empty={{ title: words.emptyTitle, next: words.emptyNext }}
        filters={
          <>
            <FilterFields filters={filters} set={set} />
            <ClearFilters
              shown={isFiltered}
              clear={() => set(Object.fromEntries(names.map((name) => [name, undefined])))}
            />
          </>
        }
      />
    </Page>
  );
}

function ImportLink() {
  const words = useWords(patentWords);
  const { agency } = useSession();
  const may = useMay('patent:import') && agency.kind === 'examination';
  if (!may) return null;
  return (
    <LinkButton to="/patents/import" primary>
      {words.import}
    </LinkButton>
  );
}

type FilterProps = Pick<ReturnType<typeof useFilters<(typeof names)[number]>>, 'filters' | 'set'>;

function FilterFields({ filters, set }: FilterProps) {
  const [words, { patentStatuses }] = [useWords(patentWords), useWords(law)];
  return (
    <>
      <FilterText
        label={words.find}
        width={240}
        value={filters.find}
        faultOf={(text) => (isTooShort(text) ? words.findTooShort : undefined)}
        onChange={(find) => set({ find })}
      />
      <FilterChoice
        label={words.status}
        value={filters.status}
        options={patentStatuses}
        onChange={(status) => set({ status })}
      />
      <FilterChoice
        label={words.type}
        value={filters.type}
        options={words.types}
        onChange={(type) => set({ type })}
      />
      <span className="filter-day">
        <DayField
          label={words.on}
          placeholder={words.on}
          {...(filters.on ? { value: filters.on } : {})}
          onChange={(on) => set({ on })}
        />
      </span>
    </>
  );
}

function useColumns(on: string | undefined): Column<ListedPatent>[] {
  const [words, language] = [useWords(patentWords), useLanguage()];
  return [
    {
      key: 'status',
      title: on && on !== today() ? words.statusOn(dayText(on, language)) : words.status,
      width: '150px',
      render: ({ status }) => <PatentStatus status={status} />,
    },
    {
      key: 'name',
      title: words.name,
      width: 'minmax(150px, 3fr)',
      render: ({ title, notes, patentNumber }) => (
        <span className="two-lines">
          <span className="patent-title">
            <span>{title}</span> <Notes notes={notes} />
          </span>
          <span className="soft">
            <NumberText number={patentNumber} kind="patent" />
          </span>
        </span>
      ),
    },
    {
      key: 'type',
      title: words.type,
      width: '130px',
      from: 'tablet',
      render: ({ type }) => wordFor(words.types, type),
    },
    {
      key: 'filedOn',
      title: words.filedOn,
      width: '118px',
      from: 'desk',
      render: ({ filedOn }) => <DateText at={filedOn} />,
    },
    {
      key: 'endsOn',
      title: words.endsOn,
      width: '118px',
      from: 'desk',
      render: ({ endsOn }) => <DateText at={endsOn} />,
    },
    {
      key: 'lastEvent',
      title: words.lastEvent,
      width: 'minmax(150px, 1.4fr)',
      from: 'desk',
      render: ({ lastEvent }) =>
        lastEvent ? (
          <span className="two-lines">
            <span>{wordFor(words.kinds, lastEvent.kind)}</span>
            <span className="soft">
              <DateText at={lastEvent.effectiveOn} />
            </span>
          </span>
        ) : (
          <span className="soft">{words.noEvent}</span>
        ),
    },
  ];
}
