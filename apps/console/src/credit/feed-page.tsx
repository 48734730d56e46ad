import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { bodyOf, credit } from '../api/clients.js';
import { CopyNumber, NumberText } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { Facts } from '../kit/facts.js';
import { ClearFilters, FilterChoice } from '../kit/filters.js';
import { type Column, ListPage } from '../kit/list-page.js';
import { Page, Section } from '../kit/page.js';
import { PageState } from '../kit/page-state.js';
import { StatusTag } from '../kit/status-tag.js';
import { useFilters } from '../kit/url-filters.js';
import type { ListSource } from '../kit/use-list.js';
import { useWords } from '../words/words.js';
import { type FeedLine, SERVICE } from './credit-data.js';
import { creditWords } from './credit.words.js';
import { CreditTabs } from './tabs.js';

const names = ['kind', 'change'] as const;

/** What credit platforms are given: where the feed stands, how far each of them read it, and what was sent. */
export function Component() {
  const words = useWords(creditWords);
  const { filters, set, isFiltered } = useFilters(names);
  const source = useMemo(
    (): ListSource<FeedLine> => ({
      service: SERVICE,
      // What is told of publicity is what the feed grows by.
      resource: 'publicity',
      filters: { of: 'feed', ...filters },
      load: ({ cursor, limit }) =>
        bodyOf(credit.GET('/feed/items', { params: { query: { ...filters, cursor, limit } as never } })),
    }),
    [filters],
  );
  return (
    <Page title={words.tabs.feed} beside={<CreditTabs />}>
      <div className="feed-head">
        <State />
        <Readers />
      </div>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={({ no }) => no}
        href={({ kind, key, change }) =>
          change === 'REMOVE'
            ? undefined
            : `/credit/${kind === 'list-entry' ? 'list-entries' : 'publicity'}/${key}`
        }
        label={words.feedItems}
        empty={{ title: words.feedEmpty, next: words.feedEmptyNext }}
        filters={
          <>
            <FilterChoice
              label={words.kind}
              value={filters.kind}
              options={words.feedKinds}
              onChange={(kind) => set({ kind })}
            />
            <FilterChoice
              label={words.change}
              value={filters.change}
              options={words.changes}
              onChange={(change) => set({ change })}
            />
            <ClearFilters shown={isFiltered} clear={() => set({ kind: undefined, change: undefined })} />
          </>
        }
      />
    </Page>
  );
}

function State() {
  const words = useWords(creditWords);
  const query = useQuery({
    queryKey: [SERVICE, 'publicity', 'feed-state'],
    queryFn: () => bodyOf(credit.GET('/feed/state')),
  });
  return (
    <Section title={words.tabs.feed}>
      <PageState query={query}>
        {({ last, records, entries, digest }) => (
          <>
            <Facts
              facts={[
                [words.feedLast, <span className="number">{last}</span>],
                [words.feedRecords, <span className="number">{records}</span>],
                [words.feedEntries, <span className="number">{entries}</span>],
              ]}
            />
            <Facts wide facts={[[words.feedDigest, <CopyNumber number={digest} />]]} />
            <p className="soft small">{words.feedDigestHint}</p>
          </>
        )}
      </PageState>
    </Section>
  );
}

/** Silence is visible: who has not read, and how much. */
function Readers() {
  const words = useWords(creditWords);
  const query = useQuery({
    queryKey: [SERVICE, 'publicity', 'feed-readers'],
    queryFn: () => bodyOf(credit.GET('/feed/readers')),
  });
  return (
    <Section title={words.readers}>
      <PageState query={query}>
        {({ items }) => (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{words.reader}</th>
                <th scope="col" className="end">
                  {words.sent}
                </th>
                <th scope="col">{words.behind}</th>
                <th scope="col">{words.readAt}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ agency, agencyName, sent, behind, readAt }) => (
                <tr key={agency}>
                  <td>{agencyName}</td>
                  <td className="number end">{sent}</td>
                  <td>
                    {behind === '0' ? (
                      <StatusTag tone="done">{words.upToDate}</StatusTag>
                    ) : (
                      <StatusTag tone="near">{behind}</StatusTag>
                    )}
                  </td>
                  <td>{readAt ? <DateText at={readAt} relative /> : words.readerNever}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </PageState>
    </Section>
  );
}

function useColumns(): Column<FeedLine>[] {
  const words = useWords(creditWords);
  return [
    { key: 'no', title: words.no, width: '72px', render: ({ no }) => <span className="number">{no}</span> },
    {
      key: 'change',
      title: words.change,
      width: '130px',
      render: ({ change }) => (
        <StatusTag tone={change === 'PUT' ? 'done' : 'waiting'}>{words.changes[change]}</StatusTag>
      ),
    },
    {
      key: 'party',
      title: words.party,
      width: 'minmax(140px, 3fr)',
      render: ({ partyName, label, kind, change }) => (
        <span className="two-lines">
          <span className={partyName ? undefined : 'soft'}>
            {partyName ?? (change === 'PUT' ? words.notShared : '—')}
          </span>
          <span className="soft">
            {(words.lists as Record<string, string>)[label ?? ''] ?? label ?? words.feedKinds[kind]}
          </span>
        </span>
      ),
    },
    {
      key: 'creditCode',
      title: words.creditCode,
      width: '190px',
      from: 'desk',
      render: ({ creditCode }) => <NumberText number={creditCode} kind="credit-code" />,
    },
    {
      key: 'endsOn',
      title: words.endsOn,
      width: '118px',
      from: 'tablet',
      render: ({ endsOn }) => <DateText at={endsOn} />,
    },
    {
      key: 'at',
      title: words.at,
      width: '130px',
      from: 'tablet',
      render: ({ at }) => <DateText at={at} relative />,
    },
  ];
}
