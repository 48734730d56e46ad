import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { common } from '../words/common.words.js';
import { useWords } from '../words/words.js';
import type { Latest } from './act.js';

/** One thing that was filled in, beside what is there now. */
export interface ConflictRow {
  readonly label: string;
  readonly yours: ReactNode;
  readonly theirs: ReactNode;
}

/** Somebody was faster: both side by side, and the choice is the officer's. */
export function Conflict({ latest, settle }: { latest: Latest; settle: (keep: boolean) => void }) {
  const words = useWords(common);
  return (
    <div className="conflict" role="alert">
      <Alert type="warning" showIcon title={words.conflictTitle} description={words.conflictLead} />
      {latest.rows.length === 0 ? (
        <p>{words.conflictSame}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.conflictYours}</th>
              <th scope="col">{`${words.conflictTheirs} · ${words.version(latest.version)}`}</th>
            </tr>
          </thead>
          <tbody>
            {latest.rows.map(({ label, yours, theirs }) => (
              <tr key={label} className={yours === theirs ? undefined : 'differs'}>
                <th scope="row">{label}</th>
                <td>{yours ?? '—'}</td>
                <td>{theirs ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="conflict-acts">
        <Button onClick={() => settle(false)}>{words.conflictTake}</Button>
        <Button type="primary" onClick={() => settle(true)}>
          {words.conflictKeep}
        </Button>
      </div>
    </div>
  );
}
