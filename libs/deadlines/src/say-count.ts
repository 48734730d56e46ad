import type { Due } from '@xianjie/calendar';
import { sayPeriod, type Text } from '@xianjie/statutes';
import type { LimitRule } from './words.js';

/** What moved the end of a clock beside the calendar. */
export interface Moved {
  readonly extended: boolean;
  /** It was suspended and resumed: that time does not count. */
  readonly paused: boolean;
}

/** How the readings of a rule count days, in words that follow the period: `24小时不顺延`. */
const WAYS: Readonly<Record<LimitRule['readings'][number], Text>> = {
  HOURS: { zh: '不顺延', en: ', not moved over rest days' },
  RAW: { zh: '不顺延', en: ', not moved over rest days' },
  WORKDAYS: { zh: '', en: '' },
  CALENDAR_ROLL: { zh: '，末日遇节假日顺延', en: ', moved from a rest day to the next working day' },
};

const BOTH: Text = {
  zh: '，按自然日顺延与按工作日两种口径',
  en: ', by calendar days (moved from a rest day) and by working days',
};

/** How a limit was counted, for people: its period, its reading or readings, and what moved its end. */
export function sayCount(
  { period, readings }: Pick<LimitRule, 'period' | 'readings'>,
  { extended, paused }: Moved = { extended: false, paused: false },
): Text {
  const said = sayPeriod(period);
  const [reading = 'RAW'] = readings;
  const way = readings.length > 1 ? BOTH : WAYS[reading];
  return {
    zh: `${said.zh}${way.zh}${extended ? '，已延长' : ''}${paused ? '，扣除中止期间' : ''}`,
    en: `${said.en}${way.en}${extended ? ', extended' : ''}${paused ? ', without the time of its suspension' : ''}`,
  };
}

/** When a limit ends, for people: the earlier reading as the alarm, the later one as the limit, where they differ. */
export function sayDue(due: Due): Text {
  if (due.kind === 'moment') {
    const [day = '', time = ''] = due.dueAt.split('T');
    const minutes = time.slice(0, 5);
    return { zh: `${sayDay(day)} ${minutes}前`, en: `by ${day} ${minutes}` };
  }
  const { alarmOn, lateAfter } = due;
  if (alarmOn === lateAfter) return { zh: `${sayDay(alarmOn)}止`, en: `by ${alarmOn}` };
  return {
    zh: `${sayDay(alarmOn)}（较早口径），最迟${sayDay(lateAfter)}`,
    en: `by ${alarmOn} (earlier reading), ${lateAfter} at the latest`,
  };
}

/** `2026年3月4日` */
function sayDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
