import { Link } from 'react-router';
import { useSession } from '../api/session.js';
import { dayText } from '../kit/dates.js';
import { DateText } from '../kit/date-text.js';
import { StatusTag } from '../kit/status-tag.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { type Circular, type Recipient, recipientTones } from './circular-data.js';
import { circularWords } from './circulars.words.js';

/** Each addressee by name: acknowledged when and by whom, what came of it, or silent. The silent ones first. */
export function Recipients({ circular: { recipients } }: { circular: Circular }) {
  const words = useWords(circularWords);
  if (recipients.length === 0) return <p className="soft">{words.recipientsNone}</p>;
  const order: readonly Recipient['state'][] = ['silent', 'outdated', 'waiting', 'acknowledged', 'answered'];
  const sorted = [...recipients].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={words.recipients}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{words.agency}</th>
            <th scope="col">{words.status}</th>
            <th scope="col">{words.acknowledgedOn}</th>
            <th scope="col">{words.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((recipient) => (
            <Row key={recipient.agency} of={recipient} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The day by which it must. */
function Until({ day }: { day: string }) {
  const words = useWords(circularWords);
  const language = useLanguage();
  return <span className="soft">{words.until(dayText(day, language))}</span>;
}

function Row({ of }: { of: Recipient }) {
  const words = useWords(circularWords);
  const { agency } = useSession();
  return (
    <tr>
      <td>{of.name}</td>
      <td>
        <StatusTag tone={recipientTones[of.state]}>{words.states[of.state]}</StatusTag>
        {of.reminders > 0 && <div className="soft">{words.reminders(of.reminders)}</div>}
      </td>
      <td>
        {of.acknowledgedAt ? <DateText at={of.acknowledgedAt} /> : <Until day={of.acknowledgeBy} />}
        {of.acknowledgedBy && <div className="soft">{of.acknowledgedBy}</div>}
      </td>
      <td>
        {of.outcome ? words.outcomes[of.outcome] : '—'}
        {of.outcomeCaseId && of.agency === agency.id && (
          <>
            {' '}
            <Link to={`/cases/${of.outcomeCaseId}`}>{words.openCase}</Link>
          </>
        )}
        {of.outcomeNote && <div className="soft">{of.outcomeNote}</div>}
      </td>
    </tr>
  );
}
