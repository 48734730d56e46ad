import { Tooltip } from 'antd';
import { common } from '../words/common.words.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { momentText } from './dates.js';
import { kitWords } from './kit.words.js';
import { useNow } from './now.js';
import { StatusTag, type Tone } from './status-tag.js';
import { type End, timeLeft, type Urgency } from './time-left.js';

const tones: Readonly<Record<Urgency, Tone>> = {
  late: 'late',
  near: 'near',
  running: 'under-way',
  waiting: 'waiting',
  done: 'done',
};

interface Props extends End {
  /** The article: `〔310号令〕第6条`. */
  readonly basis?: string | null;
  /** How it was counted: `24小时不顺延`. */
  readonly counted?: string | null;
  readonly certainty?: string | null;
  /** On one line, as in lists; else with basis and count under it. */
  readonly compact?: boolean;
}

/** What is left of a clock, what it rests on, and how it was counted; both readings where they differ. */
export function TimeLeft({ basis, counted, certainty, compact = false, ...end }: Props) {
  const [language, now, words, general] = [useLanguage(), useNow(), useWords(kitWords), useWords(common)];
  const { urgency, left, later } = timeLeft(end, now, language);
  const ends = [
    end.dueAt && `${words.earlier}：${momentText(end.dueAt, language)}`,
    end.lateAt && end.lateAt !== end.dueAt && `${words.later}：${momentText(end.lateAt, language)}`,
    end.provisional && words.provisional,
    certainty === 'RECALLED' && general.advice,
  ].filter(Boolean);
  const more = [later, basis, counted].filter(Boolean).join(' · ');
  return (
    <span className={compact ? 'time-left compact' : 'time-left'}>
      <Tooltip
        title={ends.map((line) => (
          <div key={String(line)}>{line}</div>
        ))}
      >
        <span tabIndex={compact ? undefined : 0}>
          <StatusTag tone={tones[urgency]}>
            {left}
            {end.provisional ? ` (${words.provisionalShort})` : ''}
          </StatusTag>
        </span>
      </Tooltip>
      {more && <span className="time-left-more">{more}</span>}
    </span>
  );
}
