import type { ReactNode } from 'react';
import { useWords } from '../words/words.js';
import { DateText } from './date-text.js';
import { kitWords } from './kit.words.js';
import type { Tone } from './status-tag.js';

export interface TimelineEntry {
  readonly key: string;
  /** A day or a moment; null for a gap that is still open. */
  readonly at: string | null;
  readonly title: ReactNode;
  readonly who?: ReactNode;
  /** Document, receipt, basis, clock. */
  readonly details?: ReactNode;
  readonly tone?: Tone;
  /** Something that is awaited and did not come: drawn as a gap. */
  readonly gap?: boolean;
}

/** The record: every hop with who, what, document, receipt, clock and basis; gaps are drawn as gaps. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label?: string }) {
  const words = useWords(kitWords);
  return (
    <ol className="timeline" aria-label={label ?? words.timeline}>
      {entries.map(({ key, at, title, who, details, tone = 'done', gap }) => (
        <li key={key} className={gap ? `gap tone-${tone}` : `tone-${tone}`}>
          <div className="timeline-head">
            <span className="timeline-title">{title}</span>
            {at && (
              <span className="timeline-at">
                <DateText at={at} />
              </span>
            )}
          </div>
          {who && <div className="timeline-who">{who}</div>}
          {details && <div className="timeline-details">{details}</div>}
        </li>
      ))}
    </ol>
  );
}
