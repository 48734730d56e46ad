import type { Period } from '@xianjie/calendar';
import { DomainError } from '@xianjie/errors';
import { answer, type CitedRule } from './answer.js';
import type { RuleInForce, StatuteBook } from './book.js';
import { checkDay } from './input.js';
import type { Certainty, RuleTable, Text } from './rule.js';
import { sayRule } from './say.js';
import type { ClockEvents, ClockParams, Responsible } from './tables/clock-table.js';
import { type ExtensionParams, extensions } from './tables/extensions.js';
import { intakeClocks } from './tables/intake-clocks.js';
import { disputeClocks } from './tables/dispute-clocks.js';
import { penaltyClocks } from './tables/penalty-clocks.js';
import { publicationClocks } from './tables/publication-clocks.js';
import { supervisionClocks } from './tables/supervision-clocks.js';
import { transferClocks } from './tables/transfer-clocks.js';

export const clockTables = [
  transferClocks,
  supervisionClocks,
  penaltyClocks,
  disputeClocks,
  publicationClocks,
  intakeClocks,
] as const;

type KeyOf<T> = T extends RuleTable<infer K, unknown> ? K : never;

/** Every limit the statutes know; an extension may be asked for like a clock where its length is a single period. */
export type ClockKey = KeyOf<(typeof clockTables)[number]> | ExtensionKey;
export type ExtensionKey = keyof typeof extensions.rules;

/** How a due date may be read; both readings stand where the law is silent on which days it means. */
export type Reading = 'CALENDAR_ROLL' | 'WORKDAYS' | 'RAW' | 'HOURS';

export interface Extension {
  readonly key: ExtensionKey;
  /** The whole limit from its start, periods that follow each other; null where who approves names the day. */
  readonly to: readonly Period[] | null;
  readonly approvedBy: Text;
  readonly basis: string;
  readonly certainty: Certainty;
  readonly overridden: boolean;
}

/** A limit as it stood on the day it began. */
export interface ClockRule {
  readonly key: ClockKey;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly period: Period;
  /** Both readings where the period is `DAYS`: alarm on the earlier, lateness on the later. `RAW`: the day itself, never moved. */
  readonly readings: readonly [Reading, ...Reading[]];
  readonly responsible: Responsible;
  readonly startsWith: Text;
  readonly endsWith: Text;
  /** Events of the transfer machine that move it; null where none does. */
  readonly events: ClockEvents | null;
  /** When the statute allows a suspension; null where it allows none. */
  readonly suspendedWhile: Text | null;
  readonly mayBeSuspended: boolean;
  /** In the order in which they may be taken. */
  readonly extensions: readonly Extension[];
  /** What the law says. */
  readonly says: Text;
  readonly basis: string;
  readonly certainty: Certainty;
  /** True where the limit itself is recalled. */
  readonly advice: boolean;
  readonly overridden: boolean;
  readonly rules: readonly CitedRule[];
}

/**
 * The limit `key` for what began on `startDate`. Throws DomainError `invalid`: `statutes.no-rule` where the law of that day had no
 * such limit, `statutes.unknown-clock` for a key that is none or an extension without a length of its own, `local-date.…`.
 */
export function clockRule(book: StatuteBook, key: ClockKey, startDate: string): ClockRule {
  const day = checkDay(startDate, 'startDate');
  if (isExtension(key)) return extendedClock(book, key, day);
  const rule = book.at(tableOf(key), key, day);
  return describe(book, key, rule, sayRule(rule), day);
}

/** Every key `clockRule` understands. */
export const clockKeys: readonly ClockKey[] = [
  ...clockTables.flatMap(({ rules }) => Object.keys(rules) as ClockKey[]),
  ...(Object.keys(extensions.rules) as ExtensionKey[]).filter((key) =>
    extensions.rules[key].every(({ params }) => params.to?.length === 1),
  ),
];

function describe(
  book: StatuteBook,
  key: ClockKey,
  rule: RuleInForce<ClockParams>,
  says: Text,
  day: string,
): ClockRule {
  const { params, validFrom, validTo, overridden } = rule;
  const { period, responsible, startsWith, endsWith, events = null, suspendedWhile = null } = params;
  const { rules, basis, certainty, advice } = answer(period, [rule], says);
  return {
    ...{ key, validFrom, validTo, period, readings: readingsOf(params), responsible, startsWith, endsWith },
    ...{ events, suspendedWhile, mayBeSuspended: suspendedWhile !== null },
    extensions: extensionsOf(book, key, day),
    ...{ says, basis, certainty, advice, overridden, rules },
  };
}

function readingsOf({ period: { kind }, neverRoll }: ClockParams): ClockRule['readings'] {
  if (kind === 'HOURS') return ['HOURS'];
  if (kind === 'WORKDAYS') return ['WORKDAYS'];
  if (neverRoll) return ['RAW'];
  return kind === 'DAYS' ? ['CALENDAR_ROLL', 'WORKDAYS'] : ['CALENDAR_ROLL'];
}

function extensionsOf(book: StatuteBook, key: ClockKey, day: string): Extension[] {
  return (Object.keys(extensions.rules) as ExtensionKey[]).flatMap((extension) => {
    const rule = book.find(extensions, extension, day);
    if (rule?.params.of !== key) return [];
    const { basis, certainty, overridden, params } = rule;
    return [{ key: extension, to: params.to, approvedBy: params.approvedBy, basis, certainty, overridden }];
  });
}

/** The extended limit as a clock of its own: it runs from the same start, for the same organ. */
function extendedClock(book: StatuteBook, key: ExtensionKey, day: string): ClockRule {
  const rule = book.at<ExtensionKey, ExtensionParams>(extensions, key, day);
  const [period, ...more] = rule.params.to ?? [];
  if (!period || more.length > 0) throw unknownClock(key);
  const of = rule.params.of as ClockKey;
  const base = book.at(tableOf(of), of, day);
  return describe(book, key, { ...rule, params: { ...base.params, period } }, sayRule(rule), day);
}

function isExtension(key: ClockKey): key is ExtensionKey {
  return Object.hasOwn(extensions.rules, key);
}

function tableOf(key: string): RuleTable<string, ClockParams> {
  const table = clockTables.find(({ rules }) => Object.hasOwn(rules, key));
  if (!table) throw unknownClock(key);
  return table;
}

function unknownClock(key: string): DomainError {
  return new DomainError('invalid', 'statutes.unknown-clock', `There is no clock ${key}`, {
    zh: `没有期限 ${key}`,
  });
}
