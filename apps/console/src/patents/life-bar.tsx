import { dayText, daysBetween, today } from '../kit/dates.js';
import { timeScale } from '../kit/time-scale.js';
import { useLanguage } from '../words/language.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import type { PatentTimeline } from './patent-data.js';
import { patentWords } from './patents.words.js';
import { toneOf } from './periods.js';

interface Props {
  readonly patent: PatentTimeline;
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

/** The periods of a life as a bar, its events as marks; the table under it says the same in words. */
export function LifeBar({ patent, day, from, to }: Props) {
  const [words, language, { patentStatuses }] = [useWords(patentWords), useLanguage(), useWords(law)];
  const span = daysBetween(from, to);
  const at = (of: string) => `${Math.min(100, Math.max(0, (daysBetween(from, of) / span) * 100))}%`;
  const width = (a: string, b: string) => `${Math.max(0, (daysBetween(a, b) / span) * 100)}%`;
  const ticks = timeScale([from, to], 0).ticks.filter((tick) => tick.day > from && tick.day < to);
  return (
    <div className="life-bar" aria-hidden="true">
      <div className="life-events">
        {patent.events
          .filter(({ counts }) => counts)
          .map(({ number, kind, effectiveOn }) => (
            <i
              key={number}
              style={{ left: at(effectiveOn) }}
              title={`${wordFor(words.kinds, kind)} ${dayText(effectiveOn, language)}`}
            />
          ))}
      </div>
      <div className="life-periods">
        {patent.periods.map((period) => (
          <span
            key={period.from}
            className={`life-period tone-${toneOf(period.status)}`}
            style={{ left: at(period.from), width: width(period.from, period.until ?? to) }}
          >
            {wordFor(patentStatuses, period.status)}
          </span>
        ))}
        <i className="life-today" style={{ left: at(today()) }} title={words.today} />
        <i className="life-day" style={{ left: at(day) }} />
      </div>
      <div className="life-ticks">
        {ticks.map((tick) => (
          <span key={tick.day} style={{ left: at(tick.day) }}>
            {tick.label}
          </span>
        ))}
      </div>
    </div>
  );
}
