import { useMemo } from 'react';
import { bodyOf, credit } from '../api/clients.js';
import { useSession } from '../api/session.js';
import { Certainty } from '../kit/basis.js';
import { NumberText } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { ClearFilters, FilterChoice, FilterText } from '../kit/filters.js';
import { type Column, ListPage } from '../kit/list-page.js';
import { Page } from '../kit/page.js';
import { useFilters } from '../kit/url-filters.js';
import type { ListSource } from '../kit/use-list.js';
import { useWords } from '../words/words.js';
import { type ListEntry, SERVICE } from './credit-data.js';
import { creditWords } from './credit.words.js';
import { termDays } from './entry-days.js';
import { isTooShort, partyQuery } from './find-party.js';
import { PeriodInLine } from './period-bars.js';
import { EntryStatus } from './status.js';
import { CreditTabs } from './tabs.js';

const names = ['find', 'list', 'status', 'creditCode'] as const;

/** Who stands on a dishonesty list; removed entries are seen by the offices that decide on lists. */
export function Component() {
  const words = useWords(creditWords);
  const { filters, set, isFiltered } = useFilters(names);
  const { agency } = useSession();
  const decides = agency.kind.startsWith('patent-office') || agency.kind === 'corps';
  const source = useMemo((): ListSource<ListEntry> => {
    const { find, ...others } = filters;
    return {
      service: SERVICE,
      resource: 'lists',
      filters,
      load: ({ cursor, limit }) => {
        const { name, creditCode } = partyQuery(find);
        const query = {
          ...others,
          ...(name ? { name } : {}),
          ...(creditCode ? { creditCode } : {}),
          cursor,
          limit,
        };
        return bodyOf(credit.GET('/list-entries', { params: { query: query as never } }));
      },
    };
  }, [filters]);
  return (
    <Page title={words.tabs.entries} beside={<CreditTabs />}>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={({ id }) => id}
        href={({ id }) => `/credit/list-entries/${id}`}
        label={words.tabs.entries}
        empty={{ title: words.entriesEmpty, next: words.entriesEmptyNext }}
        filters={
          <>
            <FilterText
              label={words.findName}
              width={240}
              value={filters.find ?? filters.creditCode}
              faultOf={(text) => (isTooShort(text) ? words.findTooShort : undefined)}
              onChange={(find) => set({ find, creditCode: undefined })}
            />
            <FilterChoice
              label={words.list}
              value={filters.list}
              options={words.lists}
              onChange={(list) => set({ list })}
            />
            {decides && (
              <FilterChoice
                label={words.status}
                value={filters.status}
                options={words.entryStatuses}
                onChange={(status) => set({ status })}
              />
            )}
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

function useColumns(): Column<ListEntry>[] {
  const words = useWords(creditWords);
  return [
    {
      key: 'status',
      title: words.status,
      width: '104px',
      render: ({ status }) => <EntryStatus status={status} />,
    },
    {
      key: 'party',
      title: words.party,
      width: 'minmax(170px, 3fr)',
      render: ({ partyName, creditCode }) => (
        <span className="two-lines">
          <span>{partyName}</span>
          <span className="soft">
            <NumberText number={creditCode} kind="credit-code" />
          </span>
        </span>
      ),
    },
    {
      key: 'list',
      title: words.list,
      width: 'minmax(130px, 1.2fr)',
      from: 'tablet',
      render: ({ list, recognisedOn }) => (
        <span className="two-lines">
          <span>{words.lists[list]}</span>
          <span className="soft">{words.times(recognisedOn.length)}</span>
        </span>
      ),
    },
    {
      key: 'term',
      title: words.term,
      width: 'minmax(160px, 2fr)',
      from: 'tablet',
      render: (entry) => <PeriodInLine days={termDays(entry)} />,
    },
    {
      key: 'endsOn',
      title: words.endsOn,
      width: '160px',
      from: 'desk',
      render: ({ endsOn, removedOn, certainty }) => (
        <>
          <DateText at={removedOn ?? endsOn} /> <Certainty certainty={certainty} onlyAdvice />
        </>
      ),
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
