import { Basis } from '../kit/basis.js';
import { DateText } from '../kit/date-text.js';
import { useWords } from '../words/words.js';
import type { PatentTimeline } from './patent-data.js';
import { Notes, PatentStatus } from './patent-status.js';
import { patentWords } from './patents.words.js';

/** The life of a patent in words, period by period. */
export function PeriodsTable({ patent }: { patent: PatentTimeline }) {
  const words = useWords(patentWords);
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={words.periods}>
      <table className="plain-table periods-table">
        <thead>
          <tr>
            <th scope="col">{words.from}</th>
            <th scope="col">{words.until}</th>
            <th scope="col">{words.status}</th>
            <th scope="col">{words.basis}</th>
          </tr>
        </thead>
        <tbody>
          {patent.periods.map(({ from, until, status, notes, basis, certainty }) => (
            <tr key={from}>
              <td>
                <DateText at={from} />
              </td>
              <td>{until ? <DateText at={until} /> : words.openEnd}</td>
              <td>
                <PatentStatus status={status} /> <Notes notes={notes} />
              </td>
              <td>
                <Basis basis={basis} certainty={certainty} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
