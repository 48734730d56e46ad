import { StatusTag } from '../kit/status-tag.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import type { Lead } from './lead-data.js';
import { leadWords } from './leads.words.js';

/** How a lead stands, in one word. */
export function LeadStatus({ lead: { status, check } }: { lead: Pick<Lead, 'status' | 'check'> }) {
  const words = useWords(leadWords);
  if (status === 'case-opened') return <StatusTag tone="done">{words.statuses[status]}</StatusTag>;
  if (status === 'withdrawn') return <StatusTag tone="waiting">{words.statuses[status]}</StatusTag>;
  if (check.state === 'ended') return <StatusTag tone="waiting">{words.ended}</StatusTag>;
  return (
    <StatusTag tone="under-way">
      {check.state === 'extended' ? words.extended : words.statuses.submitted}
    </StatusTag>
  );
}

/** What the patent was on the day of the act; a right that was not there is what officers look for. */
export function PatentOnDay({ lead }: { lead: Pick<Lead, 'patentNumber' | 'patentStatus' | 'patentMark'> }) {
  const [words, { patentStatuses }] = [useWords(leadWords), useWords(law)];
  if (!lead.patentNumber) return <span className="soft">{words.noPatent}</span>;
  if (!lead.patentStatus) return <StatusTag tone="waiting">{words.awaitingPatent}</StatusTag>;
  return (
    <StatusTag tone={lead.patentMark ? 'near' : lead.patentStatus === 'UNKNOWN' ? 'waiting' : 'done'}>
      {wordFor(patentStatuses, lead.patentStatus)}
    </StatusTag>
  );
}
