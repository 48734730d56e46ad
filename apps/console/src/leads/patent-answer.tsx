import { Alert } from 'antd';
import { Link } from 'react-router';
import { DateText } from '../kit/date-text.js';
import { Facts } from '../kit/facts.js';
import { Section } from '../kit/page.js';
import { common } from '../words/common.words.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import type { Lead } from './lead-data.js';
import { pageWords } from './lead-page.words.js';
import { PatentOnDay } from './lead-status.js';
import { leadWords } from './leads.words.js';

/** What the patent was on the day of the act, and what that rests on. */
export function PatentAnswer({ lead }: { lead: Lead }) {
  const [words, names, general, { certainties }] = [
    useWords(pageWords),
    useWords(leadWords),
    useWords(common),
    useWords(law),
  ];
  if (!lead.patentNumber) return null;
  const { patentAnswer: answer, patentMarkReason: reason } = lead;
  return (
    <Section
      title={names.patentStatus}
      extra={<Link to={`/patents/${lead.patentNumber}?on=${lead.actOn}`}>{words.openPatent}</Link>}
    >
      {reason && <Alert type="warning" showIcon title={reason} className="note" />}
      <Facts
        facts={[
          [names.patentStatus, <PatentOnDay key="status" lead={lead} />],
          answer?.since && [words.since, <DateText key="since" at={answer.since} />],
          answer && [words.answeredAt, <DateText key="at" at={answer.answeredAt} />],
          answer && answer.basis.length > 0 && [words.basis, answer.basis.join('；')],
          answer && [
            words.certainty,
            answer.certainty.toUpperCase() === 'RECALLED'
              ? general.advice
              : wordFor(certainties, answer.certainty),
          ],
        ]}
      />
      {answer && answer.restsOn.length > 0 && (
        <>
          <h3 className="sub-head">{words.restsOn}</h3>
          <ul>
            {answer.restsOn.map(({ number, kind, effectiveOn }) => (
              <li key={number}>
                <DateText at={effectiveOn} /> <span className="number">{kind}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
