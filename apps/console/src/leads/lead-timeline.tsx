import { useAgencyName } from '../api/agencies.js';
import { Section } from '../kit/page.js';
import { Timeline } from '../kit/timeline.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import type { Lead } from './lead-data.js';
import { pageWords } from './lead-page.words.js';

export function LeadTimeline({ lead }: { lead: Lead }) {
  const [words, { patentStatuses }] = [useWords(pageWords), useWords(law)];
  const agencyName = useAgencyName();
  const { check, patentAnswer: answer } = lead;
  const entries = [
    {
      key: 'submitted',
      at: lead.submittedOn,
      title: words.events.submitted,
      who: agencyName(lead.submitter),
      details: lead.externalNo,
    },
    ...(lead.competent
      ? [
          {
            key: 'assigned',
            at: lead.assignedOn,
            title: words.events.assigned,
            who: agencyName(lead.competent),
          },
        ]
      : []),
    ...(answer
      ? [
          {
            key: 'answered',
            at: answer.answeredAt,
            title: words.events.answered,
            details: wordFor(patentStatuses, lead.patentStatus),
          },
        ]
      : []),
    ...(check.on
      ? [
          {
            key: 'check',
            at: check.on,
            title: check.state === 'ended' ? words.events.ended : words.events.extended,
            details: check.because,
          },
        ]
      : []),
  ];
  return (
    <Section title={words.timeline}>
      <Timeline entries={entries} />
    </Section>
  );
}
