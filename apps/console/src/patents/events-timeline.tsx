import { dayText, daysBetween, momentText, today } from '../kit/dates.js';
import { EmptyState } from '../kit/page-state.js';
import { Timeline, type TimelineEntry } from '../kit/timeline.js';
import { useLanguage } from '../words/language.js';
import { wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import type { LegalEvent } from './patent-data.js';
import { patentWords } from './patents.words.js';
import { pendingInvalidity } from './periods.js';

/** Later than this a gazette is worth a word: the status of a past day was known only then. */
const LATE_DAYS = 30;

/** Legal events with both their times: from when they have effect, and when the register learned of them. */
export function EventsTimeline({ events }: { events: readonly LegalEvent[] }) {
  const words = useWords(patentWords);
  const gap = useGap(events);
  if (events.length === 0) return <EmptyState title={words.noEvent} />;
  const entries = events.map((event): TimelineEntry => ({
    key: event.number,
    at: event.effectiveOn,
    title: event.counts ? wordFor(words.kinds, event.kind) : <s>{wordFor(words.kinds, event.kind)}</s>,
    details: <Details event={event} />,
    tone: event.counts ? 'done' : 'waiting',
  }));
  return <Timeline entries={[...entries, ...gap]} label={words.events} />;
}

function Details({ event }: { event: LegalEvent }) {
  const [words, language] = [useWords(patentWords), useLanguage()];
  const { effectiveOn, publishedOn, recordedAt, endsOn, corrects, counts, number } = event;
  const late = daysBetween(effectiveOn, publishedOn);
  const lines = [
    `${words.publishedOn(dayText(publishedOn, language))} · ${words.recordedAt(momentText(recordedAt, language))}`,
    late > LATE_DAYS && words.lateByDays(late),
    corrects && words.corrects(corrects),
    endsOn && words.newEnd(dayText(endsOn, language)),
    !counts && words.corrected,
  ].filter((line): line is string => typeof line === 'string');
  return (
    <>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
      <div className="number soft">{number}</div>
    </>
  );
}

/** A request without an outcome is a gap, however long it lasts. */
function useGap(events: readonly LegalEvent[]): TimelineEntry[] {
  const [words, language] = [useWords(patentWords), useLanguage()];
  const since = pendingInvalidity(events);
  if (since === undefined) return [];
  const days = daysBetween(since, today());
  const span = language === 'zh' ? `已过 ${days} 天` : `for ${days} days`;
  return [
    {
      ...{ key: 'pending', at: null, gap: true, tone: 'near' },
      title: `${words.pendingInvalidity} · ${span}`,
    },
  ];
}
