import { Link } from 'react-router';
import { TimeLeft } from '../kit/time-left-tag.js';
import { useWords } from '../words/words.js';
import type { TransferRow } from './data.js';
import { useOrganName } from './organs.js';
import { StateTag } from './state-tag.js';
import { words } from './list.words.js';

/** A transfer on the board: what is left first, then which case it is and whose turn it is. */
export function TransferCard({ row }: { row: TransferRow }) {
  const [say, organ] = [useWords(words), useOrganName()];
  const partner = row.seat === 'ADMIN' ? row.police : row.agency;
  return (
    <article className="transfer-card">
      {row.dueAt ? (
        <TimeLeft dueAt={row.dueAt} lateAt={null} compact />
      ) : (
        <span className="soft">{say.noLimit}</span>
      )}
      <Link to={`/transfers/${row.id}`} className="transfer-card-no">
        {row.caseNo ?? row.id}
      </Link>
      <StateTag {...row} />
      <span className="soft">{row.charge ?? ''}</span>
      <span className="soft">{organ(partner)}</span>
      {row.dueOrgan && <span className="soft">{`${say.whose}：${organ(row.dueOrgan)}`}</span>}
    </article>
  );
}
