import { useMemo } from 'react';
import { bodyOf, credit } from '../api/clients.js';
import { useSession } from '../api/session.js';
import { Certainty } from '../kit/basis.js';
import { DateText } from '../kit/date-text.js';
import { FilterChips } from '../kit/filter-chips.js';
import { ClearFilters, FilterChoice, FilterText } from '../kit/filters.js';
import { type Column, ListPage } from '../kit/list-page.js';
import { Page } from '../kit/page.js';
import { useFilters } from '../kit/url-filters.js';
import type { ListSource } from '../kit/use-list.js';
import { wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import { type ListedRecord, SERVICE } from './credit-data.js';
import { creditWords } from './credit.words.js';
import { isTooShort, partyQuery } from './find-party.js';
import { PeriodInLine } from './period-bars.js';
import { RecordStatus } from './status.js';
import { CreditTabs } from './tabs.js';

/** What a number of the overview narrows the list to. */
const chips = ['area', 'decidedFrom', 'decidedTo', 'shown', 'removedBecause'] as const;
const names = ['find', 'status', 'system', 'late', 'own', 'creditCode', ...chips] as const;

/** Publicity records that the officer may see: those of the own agency, and all that are shown. */
export function Component() {
  const words = useWords(creditWords);
  const { filters, set, isFiltered } = useFilters(names);
  const source = useMemo((): ListSource<ListedRecord> => {
    const { find, ...others } = filters;
    return {
      service: SERVICE,
      resource: 'publicity',
      filters,
      load: ({ cursor, limit }) => {
        const query = { ...others, ...partyQuery(find), cursor, limit };
        return bodyOf(credit.GET('/publicity', { params: { query: query as never } }));
      },
    };
  }, [filters]);
  return (
    <Page title={words.tabs.publicity} beside={<CreditTabs />}>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={({ id }) => id}
        href={({ id }) => `/credit/publicity/${id}`}
        label={words.tabs.publicity}
        empty={{ title: words.emptyTitle, next: words.emptyNext }}
        filters={
          <>
            <FilterFields filters={filters} set={set} />
            <FilterChips labels={words.chips} filters={filters} set={set} />
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

type FilterProps = Pick<ReturnType<typeof useFilters<(typeof names)[number]>>, 'filters' | 'set'>;

function FilterFields({ filters, set }: FilterProps) {
  const words = useWords(creditWords);
  const { agency } = useSession();
  const isOutside = agency.kind === 'credit-platform' || agency.kind === 'platform';
  const { CNIPA: _cnipa, ...systems } = words.systems;
  return (
    <>
      <FilterText
        label={words.find}
        width={260}
        value={filters.find ?? filters.creditCode}
        faultOf={(text) => (isTooShort(text) ? words.findTooShort : undefined)}
        onChange={(find) => set({ find, creditCode: undefined })}
      />
      <FilterChoice
        label={words.systemLabel}
        value={filters.system}
        options={systems}
        onChange={(system) => set({ system })}
      />
      {!isOutside && (
        <>
          <FilterChoice
            label={words.status}
            value={filters.late === 'true' ? 'late' : filters.status}
            options={{ ...words.statuses, late: words.onlyLate }}
            onChange={(status) =>
              set(status === 'late' ? { late: 'true', status: undefined } : { late: undefined, status })
            }
          />
          <FilterChoice
            label={words.range}
            value={filters.own}
            options={{ true: words.onlyOwn }}
            onChange={(own) => set({ own })}
          />
        </>
      )}
    </>
  );
}

function useColumns(): Column<ListedRecord>[] {
  const words = useWords(creditWords);
  return [
    {
      key: 'status',
      title: words.status,
      width: '138px',
      render: (record) => <RecordStatus record={record} withTimeLeft />,
    },
    {
      key: 'party',
      title: words.party,
      width: 'minmax(150px, 3fr)',
      render: ({ partyName, decisionNo }) => (
        <span className="two-lines">
          <span>{partyName ?? words.person}</span>
          <span className="soft">{decisionNo}</span>
        </span>
      ),
    },
    {
      key: 'system',
      title: words.systemLabel,
      width: 'minmax(130px, 1.2fr)',
      from: 'tablet',
      render: ({ system }) => words.systems[system],
    },
    {
      key: 'class',
      title: words.penaltyClass,
      width: '150px',
      from: 'desk',
      render: ({ penaltyClass, certainty }) => (
        <>
          {wordFor(words.classes, penaltyClass)} <Certainty certainty={certainty} onlyAdvice />
        </>
      ),
    },
    {
      key: 'period',
      title: words.period,
      width: 'minmax(160px, 2fr)',
      from: 'tablet',
      render: ({ showing, status }) => (status === 'withheld' ? '—' : <PeriodInLine days={showing} />),
    },
    {
      key: 'endsOn',
      title: words.endsOn,
      width: '118px',
      from: 'desk',
      render: ({ showing, status }) =>
        status === 'withheld' ? '—' : <DateText at={showing.removedOn ?? showing.longestUntil} />,
    },
    {
      key: 'agency',
      title: words.agency,
      width: 'minmax(120px, 1.2fr)',
      from: 'desk',
      render: ({ agencyName }) => agencyName,
    },
  ];
}
