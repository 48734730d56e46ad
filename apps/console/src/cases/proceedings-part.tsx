import { Link } from 'react-router';
import { useAgencyName } from '../api/agencies.js';
import { DateText } from '../kit/date-text.js';
import { dayOf } from '../kit/dates.js';
import { Facts } from '../kit/facts.js';
import { Section } from '../kit/page.js';
import { StatusTag } from '../kit/status-tag.js';
import { endOfDay } from '../kit/time-left.js';
import { TimeLeft } from '../kit/time-left-tag.js';
import { Timeline } from '../kit/timeline.js';
import { law, wordFor } from '../words/law.words.js';
import { useText, useWords } from '../words/words.js';
import type { CaseView } from './case-data.js';
import { pageWords } from './case-page.words.js';

/** The limits of the case, each with its basis. */
export function ClocksPart({ found: { clocks } }: { found: CaseView }) {
  const [words, text] = [useWords(pageWords), useText()];
  if (clocks.length === 0) return null;
  return (
    <Section title={words.clocks}>
      <ul className="clock-list">
        {clocks.map((clock) => (
          <li key={clock.key + clock.startedAt}>
            <strong>{text(clock.says)}</strong>
            {clock.state === 'STOPPED' ? (
              <StatusTag tone={clock.late ? 'late' : 'done'}>
                {clock.late ? words.clockLate : words.clockStates.STOPPED}
              </StatusTag>
            ) : (
              <TimeLeft
                dueAt={endOfDay(clock.dueOn)}
                lateAt={endOfDay(clock.lateAfter)}
                provisional={clock.provisional}
                suspended={clock.state === 'SUSPENDED'}
                certainty={clock.certainty}
              />
            )}
            <span className="soft">
              {clock.basis} · {words.startedAt} <DateText at={dayOf(clock.startedAt)} />
              {clock.stoppedAt ? (
                <>
                  {' '}
                  · {words.stoppedAt} <DateText at={dayOf(clock.stoppedAt)} />
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const ORDER = ['FILED', 'INVESTIGATED', 'NOTIFIED', 'HEARD', 'DECIDED', 'SERVED', 'EXECUTED'] as const;

/** How far the procedure is: what was reached, and what is still to come. */
export function MilestonesPart({ found: { milestones } }: { found: CaseView }) {
  const words = useWords(pageWords);
  return (
    <Section title={words.milestones}>
      <ol className="milestones">
        {ORDER.map((name) => {
          const reached = milestones.find(({ milestone }) => milestone === name);
          return (
            <li key={name} className={reached ? 'reached' : undefined} title={reached?.because ?? undefined}>
              <span>{words.milestoneNames[name]}</span>
              <span className="soft">{reached ? <DateText at={reached.on} /> : '—'}</span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

/** What the police and the procuratorate did with it, as far as it was told. */
export function TransferPart({ found: { transfer } }: { found: CaseView }) {
  const words = useWords(pageWords);
  const agencyName = useAgencyName();
  if (!transfer) return null;
  return (
    <Section
      title={words.transfer}
      extra={<Link to={`/transfers/${transfer.transferId}`}>{words.openTransfer}</Link>}
    >
      <Facts
        facts={[
          [words.transferOpenedOn, <DateText key="opened" at={transfer.openedOn} />],
          [words.police, agencyName(transfer.police)],
          [words.procuratorate, agencyName(transfer.procuratorate)],
          transfer.fineBarred && [
            words.fine,
            <StatusTag key="barred" tone="near">
              {words.fineBarred}
            </StatusTag>,
          ],
        ]}
      />
      <Timeline
        label={words.transfer}
        entries={transfer.steps.map((step) => ({
          key: String(step.stepNo),
          at: step.effectiveAt,
          title: step.step,
          who: step.organ,
          details: [step.documentType, step.documentNo, step.basis].filter(Boolean).join(' · '),
        }))}
      />
    </Section>
  );
}

/** What became known of the patent after the case was opened. */
export function NoticesPart({ found: { patentNotices } }: { found: CaseView }) {
  const [words, { patentStatuses }] = [useWords(pageWords), useWords(law)];
  if (patentNotices.length === 0) return null;
  return (
    <Section title={words.notices}>
      {patentNotices.map((notice) => (
        <p key={notice.notedOn + notice.statusNow}>
          <StatusTag tone="near">
            {words.noticeText(
              wordFor(patentStatuses, notice.statusBefore),
              wordFor(patentStatuses, notice.statusNow),
            )}
          </StatusTag>{' '}
          <span className="soft">
            <DateText at={notice.notedOn} /> · {notice.basis.join('；')}
          </span>
        </p>
      ))}
    </Section>
  );
}
