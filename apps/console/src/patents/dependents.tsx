import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { bodyOf, patents } from '../api/clients.js';
import { DateText } from '../kit/date-text.js';
import { Section } from '../kit/page.js';
import { ErrorState, PageSkeleton } from '../kit/page-state.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import { type Dependent, SERVICE } from './patent-data.js';
import { PatentStatus } from './patent-status.js';
import { patentWords } from './patents.words.js';

const PAGE = 20;

/** Leads and cases that rest on the patent, as far as the officer may see them, each with the answer that it was given. */
export function Dependents({ number }: { number: string }) {
  const words = useWords(patentWords);
  const query = useDependents(number);
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title={words.dependents}>
      {query.isPending ? (
        <PageSkeleton rows={3} />
      ) : query.error && rows.length === 0 ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <p className="soft">{words.dependentsNone}</p>
      ) : (
        <Rows rows={rows} />
      )}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      )}
      {rows.length > 0 && <p className="soft small">{words.dependentsHint}</p>}
    </Section>
  );
}

function useDependents(number: string) {
  return useInfiniteQuery({
    queryKey: [SERVICE, 'patents', number, 'dependents'],
    queryFn: ({ pageParam }) =>
      bodyOf(
        patents.GET('/patents/{number}/dependents', {
          params: { path: { number }, query: { limit: PAGE, cursor: pageParam } as never },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

function Rows({ rows }: { rows: readonly Dependent[] }) {
  const [words, { actTypes }] = [useWords(patentWords), useWords(law)];
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={words.dependents}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{words.statusThen}</th>
            <th scope="col">{`${words.lead} / ${words.case}`}</th>
            <th scope="col">{words.asOf}</th>
            <th scope="col">{words.agency}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <PatentStatus status={row.status} onActDay />
                {row.present && row.present !== row.status && (
                  <div className="soft small">
                    {words.present} <PatentStatus status={row.present} />
                  </div>
                )}
              </td>
              <td>
                <span className="soft">{row.kind === 'lead' ? words.lead : words.case}</span>{' '}
                <Link to={`/${row.kind === 'lead' ? 'leads' : 'cases'}/${row.id}`}>
                  {row.number ?? words.unnumbered}
                </Link>
                {row.decided && <span className="soft"> · {words.decided}</span>}
                <div className="soft small">{wordFor(actTypes, row.actType)}</div>
              </td>
              <td>
                <DateText at={row.asOf} />
              </td>
              <td>{row.agency.name}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
