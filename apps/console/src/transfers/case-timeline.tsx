import { useNow } from '../kit/now.js';
import { DateText } from '../kit/date-text.js';
import { momentText } from '../kit/dates.js';
import { Section } from '../kit/page.js';
import { spanText } from '../kit/time-left.js';
import { TimeLeft } from '../kit/time-left-tag.js';
import { Timeline, type TimelineEntry } from '../kit/timeline.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import type { ClockView, StepView, TransferPage } from './data.js';
import { awaitedOf, endOf } from './limits.js';
import { useOrganName } from './organs.js';
import { StepPaper } from './step-paper.js';
import { entriesOf } from './timeline-entries.js';
import { words } from './case-page.words.js';

/** What happened, and what has not come. */
export function CaseTimeline({ page }: { page: TransferPage }) {
  const [say, now] = [useWords(words), useNow()];
  const [ofStep, ofGap] = [useStepEntry(page), useGapEntry()];
  const entries = entriesOf(page.steps, page.clocks, now).map((entry) =>
    entry.kind === 'STEP'
      ? { ...ofStep(entry.step), tone: entry.tone }
      : { ...ofGap(entry.clock, entry.sinceMs), tone: entry.tone },
  );
  return (
    <Section title={say.timeline}>
      {entries.length === 0 ? <p className="soft">{say.noStep}</p> : <Timeline entries={entries} />}
    </Section>
  );
}

function useStepEntry(page: TransferPage): (step: StepView) => TimelineEntry {
  const organ = useOrganName();
  return (step) => ({
    key: String(step.no),
    at: step.effectiveAt,
    title: step.stepName,
    who: [organ(step.organ), step.paper?.officer?.name].filter(Boolean).join(' · '),
    details: <StepPaper page={page} step={step} />,
  });
}

function useGapEntry(): (clock: ClockView, sinceMs: number) => TimelineEntry {
  const [say, language, organ] = [useWords(words), useLanguage(), useOrganName()];
  return (clock, sinceMs) => ({
    key: `gap-${clock.key}`,
    at: null,
    gap: true,
    title: `${say.awaited(organ(clock.organ), awaitedOf(clock, language))} · ${spanText(sinceMs, language)}`,
    details: (
      <>
        <TimeLeft {...endOf(clock)} basis={clock.basis} certainty={clock.certainty} />
        <div className="soft" title={momentText(clock.startedAt, language)}>
          {say.waitedSince} <DateText at={clock.startedAt} />
        </div>
      </>
    ),
  });
}
