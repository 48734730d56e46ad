import { Basis } from '../kit/basis.js';
import { daysBetween, today } from '../kit/dates.js';
import { PageState } from '../kit/page-state.js';
import { Timeline, type TimelineEntry } from '../kit/timeline.js';
import { useLanguage } from '../words/language.js';
import { useText, useWords } from '../words/words.js';
import type { HistoryLine } from './credit-data.js';
import { creditWords } from './credit.words.js';

type Query = Parameters<typeof PageState<{ items: readonly HistoryLine[] }>>[0]['query'];

const tones = { done: 'done', ahead: 'waiting', waiting: 'near', late: 'late' } as const;

/** What was done with it, by whom and why; what is awaited and what is to come are gaps. */
export function HistoryTimeline({ query }: { query: Query }) {
  const text = useText();
  const gapText = useGapText();
  return (
    <PageState query={query}>
      {({ items }) => (
        <Timeline
          entries={items.map((line, index): TimelineEntry => {
            const isGap = line.state !== 'done';
            return {
              key: `${line.what} ${line.on} ${index}`,
              at: line.on,
              title: isGap ? `${text(line.title)}${gapText(line)}` : text(line.title),
              who: line.agency?.name,
              details: <Details line={line} />,
              tone: tones[line.state],
              gap: isGap,
            };
          })}
        />
      )}
    </PageState>
  );
}

function Details({ line: { documentNo, reason, basis, certainty } }: { line: HistoryLine }) {
  const words = useWords(creditWords);
  return (
    <>
      {documentNo && <div>{documentNo}</div>}
      {reason && <div>{words.reasonIs(reason)}</div>}
      {basis && (
        <div className="soft">
          <Basis basis={basis} certainty={certainty} />
        </div>
      )}
    </>
  );
}

/** How long a gap is open, or how far off. */
function useGapText(): (line: HistoryLine) => string {
  const language = useLanguage();
  return ({ on }) => {
    const days = daysBetween(today(), on);
    if (language === 'zh') return days < 0 ? ` · 已过 ${-days} 天` : ` · 还有 ${days} 天`;
    return days < 0 ? ` · ${-days} days ago` : ` · in ${days} days`;
  };
}
