import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link } from 'react-router';
import { bodyOf, transfers } from '../api/clients.js';
import { ErrorState } from '../kit/page-state.js';
import { StatusTag } from '../kit/status-tag.js';
import { useWords } from '../words/words.js';
import { type BoardColumn, boardOf, countIn, type Seat } from './columns.js';
import { SERVICE, useCounts } from './data.js';
import { TransferCard } from './transfer-card.js';
import { words } from './list.words.js';

const SHOWN = 20;

/** Open transfers by where they stand in the procedure, the most urgent first in each column. */
export function Board({ seat }: { seat: Seat }) {
  const counts = useCounts();
  if (counts.error) return <ErrorState error={counts.error} retry={() => void counts.refetch()} />;
  return (
    <div className="board">
      {boardOf(seat).map((column) => (
        <Column
          key={column.name}
          column={column}
          {...countIn(column, counts.data?.items ?? [])}
          most={counts.data?.most ?? SHOWN}
        />
      ))}
    </div>
  );
}

interface ColumnProps {
  readonly column: BoardColumn;
  readonly count: number;
  readonly late: number;
  readonly most: number;
}

function Column({ column: { name, states }, count, late, most }: ColumnProps) {
  const say = useWords(words);
  const state = states.join(',');
  const query = useQuery({
    queryKey: [SERVICE, 'transfers', 'board', state],
    queryFn: () => bodyOf(transfers.GET('/transfers', { params: { query: { state, limit: SHOWN } } })),
  });
  const rows = query.data?.items ?? [];
  const isEmpty = query.data !== undefined && rows.length === 0;
  return (
    <section className={isEmpty ? 'board-column none' : 'board-column'} aria-label={say.columns[name]}>
      <header>
        <h2>{say.columns[name]}</h2>
        <span className="number">{say.count(count, most)}</span>
        {late > 0 && <StatusTag tone="late">{say.lateCount(late)}</StatusTag>}
      </header>
      {query.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {isEmpty && <p className="soft board-empty">{say.emptyColumn}</p>}
      {rows.map((row) => (
        <TransferCard key={row.id} row={row} />
      ))}
      {query.data?.nextCursor && (
        <Link to={`/transfers?view=list&state=${encodeURIComponent(state)}`}>{say.moreInColumn}</Link>
      )}
    </section>
  );
}
