import { useMay, useSession } from '../api/session.js';
import { Acknowledge, ReportOutcome } from './answer-acts.js';
import type { Circular } from './circular-data.js';
import { CorrectCircular, Distribute, EndCircular, Remind } from './issuer-acts.js';

/** What this officer may do with a circular: its superior checks and follows it, its addressees answer. */
export function CircularActs({ circular }: { circular: Circular }) {
  const { agency } = useSession();
  const [mayApprove, mayAnswer] = [useMay('circular:approve'), useMay('circular:answer')];
  const own = circular.recipients.find((recipient) => recipient.agency === agency.id);
  const isLive = circular.status === 'distributed';
  const mayCheck = mayApprove && circular.status === 'proposed' && circular.proposer !== agency.id;
  const mayFollow = mayApprove && isLive && circular.issuer === agency.id;
  const mayReply = mayAnswer && isLive && own !== undefined;
  if (!mayCheck && !mayFollow && !mayReply) return null;
  return (
    <div className="acts no-print">
      {mayCheck && <Distribute circular={circular} />}
      {mayCheck && <EndCircular circular={circular} kind="sendBack" />}
      {mayFollow && <Remind circular={circular} />}
      {mayFollow && <CorrectCircular circular={circular} />}
      {mayFollow && <EndCircular circular={circular} kind="withdraw" />}
      {mayReply && own.acknowledgedRevision < circular.revision && <Acknowledge id={circular.id} />}
      {mayReply && own.acknowledgedRevision > 0 && <ReportOutcome circular={circular} own={own} />}
    </div>
  );
}
