import { useAgencyName } from '../api/agencies.js';
import { daysBetween, today } from '../kit/dates.js';
import { Section } from '../kit/page.js';
import { Timeline, type TimelineEntry } from '../kit/timeline.js';
import { kitWords } from '../kit/kit.words.js';
import { useLanguage } from '../words/language.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import type { CaseView } from './case-data.js';
import { pageWords } from './case-page.words.js';

type Act = CaseView['acts'][number];

/** Every act of the case, and what is awaited and did not come. */
export function CaseHistory({ found }: { found: CaseView }) {
  const words = useWords(pageWords);
  const agencyName = useAgencyName();
  const what = useWhat();
  const gaps = useGaps(found);
  const entries = found.acts.map((act, at): TimelineEntry => ({
    key: String(at),
    at: act.on,
    title: words.acts[act.act],
    who: [act.agency ? agencyName(act.agency) : words.otherService, act.officer].filter(Boolean).join(' · '),
    details: what(act),
    tone: act.act === 'crime-suspected' ? 'near' : 'done',
  }));
  return (
    <Section title={words.history}>
      <Timeline entries={[...entries, ...gaps]} />
    </Section>
  );
}

/** What an act was about, in words. */
function useWhat(): (act: Act) => string | null {
  const [words, { subjects }] = [useWords(pageWords), useWords(law)];
  return ({ act, what }) => {
    if (what === null) return null;
    if (act === 'party-named') return wordFor(subjects, what);
    if (act === 'milestone-recorded') return wordFor(words.milestoneNames, what);
    if (act === 'closed') return wordFor(words.outcomes, what);
    if (act === 'findings-recorded') return words.findingsNo(Number(what));
    return what;
  };
}

/** What should have come by now: drawn as a gap, with since when. */
function useGaps(found: CaseView): TimelineEntry[] {
  const [words, kit, language] = [useWords(pageWords), useWords(kitWords), useLanguage()];
  const since = (day: string) => {
    const days = daysBetween(day, today());
    return language === 'zh' ? `${days} 天` : `${days} d`;
  };
  const gap = (
    key: string,
    what: string,
    from: string,
    tone: 'near' | 'late' | 'waiting',
  ): TimelineEntry => ({
    key,
    at: null,
    title: kit.gap(what, since(from)),
    tone,
    gap: true,
  });
  const suspected = found.acts.findLast(({ act }) => act === 'crime-suspected');
  if (found.transferAwaited && suspected)
    return [gap('transfer', words.awaitingTransfer, suspected.on, 'near')];
  if (found.status !== 'open') return [];
  return [gap('decision', words.awaitingDecision, found.openedOn, found.limit?.late ? 'late' : 'waiting')];
}
