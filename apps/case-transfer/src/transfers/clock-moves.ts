import { isDomainError } from '@xianjie/errors';
import type { LimitRule } from '@xianjie/deadlines';
import {
  type ClockEvents,
  type ClockKey,
  clockKeys,
  type ClockRule,
  clockRule,
  type Responsible,
  type TransferEvent,
} from '@xianjie/statutes';
import type { Transfer } from './transfer.js';

/** A limit of transfers with the steps that move it. */
export interface MovedLimit {
  readonly rule: LimitRule;
  readonly events: ClockEvents;
}

/**
 * What it means that a limit passes. DUTY: somebody is late. RIGHT: somebody may ask no longer. CONDITIONAL: it binds only who finds papers
 * missing, or another organ competent; nobody knows from outside whether it did.
 */
export type LimitMeaning = 'DUTY' | 'RIGHT' | 'CONDITIONAL';

const meanings: Readonly<Record<string, LimitMeaning>> = {
  MATERIALS_NOTICE_24H: 'CONDITIONAL',
  FORWARD_24H: 'CONDITIONAL',
  RECONSIDERATION_REQUEST_3D: 'RIGHT',
  SUPERVISION_SUGGESTION_3D: 'RIGHT',
};

export const meaningOf = (key: string): LimitMeaning => meanings[key] ?? 'DUTY';

/** Limits that order no worklist. */
export const conditionalLimits = Object.keys(meanings).filter((key) => meaningOf(key) === 'CONDITIONAL');

/** The limit of that key for what began on `day`, with the steps that move it; undefined for one that no step moves, or of another day's law. */
export function limitOf(key: string, day: string): MovedLimit | undefined {
  const rule = limitOnDay(key as ClockKey, day);
  return rule?.events ? { rule, events: rule.events } : undefined;
}

/** The limits that a step on `day` starts for a transfer. An extension is no limit of its own: it is taken when the limit runs. */
export function limitsStartedBy(
  event: TransferEvent,
  transfer: Pick<Transfer, 'filingOrdered'>,
  day: string,
): MovedLimit[] {
  return limitsOn(day).filter(
    ({ rule: { key }, events: { start, stop } }) =>
      start.includes(event) && !stop.includes(event) && isFor(key, transfer),
  );
}

/** The limits within which a decision must be told that was made on `day`: the step tells it, and its day is that of the decision. */
export function limitsToldBy(event: TransferEvent, day: string): MovedLimit[] {
  return limitsOn(day).filter(({ events: { start, stop } }) => start.includes(event) && stop.includes(event));
}

function limitsOn(day: string): MovedLimit[] {
  const limits = clockKeys.flatMap((key) => limitOf(key, day) ?? []);
  const extensions = new Set(limits.flatMap(({ rule }) => rule.extensions.map(({ key }) => key)));
  return limits.filter(({ rule: { key } }) => !extensions.has(key));
}

/** The investigation of three months is watched where the filing was ordered (人民检察院刑事诉讼规则第564条). */
function isFor(key: string, { filingOrdered }: Pick<Transfer, 'filingOrdered'>): boolean {
  return key !== 'PROC_URGE_3M' || filingOrdered;
}

/** The limit of that key by the law of `day`; undefined where that had none. */
export function limitOnDay(key: ClockKey, day: string): ClockRule | undefined {
  try {
    return clockRule(key, day);
  } catch (error) {
    if (isDomainError(error, 'invalid')) return undefined;
    throw error;
  }
}

/** The organ of a transfer that a limit binds; an organ that takes no part is named by its kind. */
export function organOf(
  responsible: Responsible,
  { agency, police, procuratorate }: Pick<Transfer, 'agency' | 'police' | 'procuratorate'>,
): string {
  if (responsible === 'POLICE') return police ?? 'POLICE';
  if (responsible === 'PROC') return procuratorate ?? 'PROC';
  return agency;
}
