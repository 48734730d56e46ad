import { type ClockKey, clockRule } from '@xianjie/statutes';
import { dayOf } from '../kit/dates.js';
import { endOfDay, type End } from '../kit/time-left.js';
import type { Language } from '../words/language.js';

/** What a clock says of itself; a structural part of the service's answer. */
export interface Limit {
  readonly key: string;
  readonly state: 'RUNNING' | 'SUSPENDED' | 'STOPPED';
  readonly startedAt: string;
  readonly dueBy: string | null;
  readonly lateAfter: string | null;
  readonly provisional: boolean;
}

/** The end of a limit as a moment: a day that is named ends with itself, in China. */
export const momentOf = (end: string | null): string | null =>
  end !== null && !end.includes('T') ? endOfDay(end) : end;

export function endOf({ state, dueBy, lateAfter, provisional }: Limit): End {
  return {
    dueAt: momentOf(dueBy),
    lateAt: momentOf(lateAfter),
    provisional,
    suspended: state === 'SUSPENDED',
    stopped: state === 'STOPPED',
  };
}

const counted = {
  HOURS: { zh: '按小时计，不顺延', en: 'by the clock, never moved' },
  CALENDAR_ROLL: { zh: '自然日，末日逢假顺延', en: 'calendar days, moved past rest days' },
  WORKDAYS: { zh: '工作日', en: 'working days' },
  RAW: { zh: '自然日，不顺延', en: 'calendar days, never moved' },
  BOTH: { zh: '自然日预警、工作日为限', en: 'calendar days alarm, working days bind' },
} as const;

/** How a limit is counted, as the law of the day it began has it. */
export function countOf(
  { key, startedAt }: Pick<Limit, 'key' | 'startedAt'>,
  language: Language,
): string | null {
  if (key === 'RECEIPT_24H') return counted.HOURS[language];
  const rule = ruleOn(key, startedAt);
  if (!rule) return null;
  const [first, second] = rule.readings;
  return (second === undefined ? counted[first] : counted.BOTH)[language];
}

/** What ends a limit: 作出立案或不予立案的决定. */
export function awaitedOf({ key, startedAt }: Pick<Limit, 'key' | 'startedAt'>, language: Language): string {
  if (key === 'RECEIPT_24H') return language === 'zh' ? '签收回执' : 'the receipt';
  return ruleOn(key, startedAt)?.endsWith[language] ?? key;
}

function ruleOn(key: string, startedAt: string) {
  try {
    return clockRule(key as ClockKey, dayOf(startedAt));
  } catch {
    return undefined;
  }
}
