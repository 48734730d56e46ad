import { provisionalDue } from '@xianjie/calendar';
import {
  type Act,
  type Clock,
  clocksOf,
  clocksOfEach,
  currentCalendar,
  type Extend,
  extendClock,
  type LimitRule,
  type Queryable,
  startClock,
  stopClock,
} from '@xianjie/deadlines';
import { isDomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import type { Clock as Time } from '@xianjie/service';
import type { ClockKey, Statutes } from '@xianjie/statutes';
import type { ActType } from '../leads/lead-content.js';
import type { Case } from './case.js';

/** What clocks of a case run for. */
export const CASE_SUBJECT = 'case';

const subjectOf = (id: string) => ({ kind: CASE_SUBJECT, id });

/** The limits for deciding; the first day on which each is a limit for cases of its kind. */
const LIMITS = [
  { key: 'INFRINGEMENT_RULING_3M', disputes: true, from: '2011-02-01' },
  { key: 'ADMIN_PENALTY_90D', disputes: false, from: '2021-07-15' },
  { key: 'COUNTERFEIT_CASE_1M', disputes: false, from: '2015-07-01' },
] as const satisfies readonly { key: ClockKey; disputes: boolean; from: string }[];

const DECISION_CLOCKS: readonly string[] = LIMITS.map(({ key }) => key);

/** The limit for deciding a case that was opened then; null where the law of that day is not in the statutes. */
export function decisionLimit(statutes: Statutes, actType: ActType, openedOn: LocalDate): LimitRule | null {
  const disputes = actType === 'INFRINGEMENT';
  const limit = LIMITS.find((each) => each.disputes === disputes && openedOn >= each.from);
  return limit ? statutes.clock(limit.key, openedOn) : null;
}

/** Last day of a limit before it is moved over rest days: orders limits as their ends do, whatever years are loaded. */
export async function endsOn(
  db: Queryable,
  from: LocalDate,
  limit: LimitRule['period'] | readonly LimitRule['period'][],
): Promise<LocalDate | null> {
  const due = provisionalDue(await currentCalendar(db), from, limit, { readings: ['RAW'] });
  return due.kind === 'day' ? due.alarmOn : null;
}

/** Starts the limit for deciding; the agencies above learn of lateness. */
export async function startDecisionClock(
  tx: Tx,
  { id, agency, openedOn, marking }: Case,
  rule: LimitRule,
  by: Act['by'],
  time: Time,
): Promise<void> {
  const world = { calendar: await currentCalendar(tx), time };
  const start = {
    rule,
    subject: subjectOf(id),
    agency,
    addressees: [...marking.superiors],
    at: openedOn,
    by,
  };
  await startClock(tx, start, world);
}

/** The running limit for deciding a case; undefined once it was decided. */
export async function decisionClock(db: Queryable, caseId: string): Promise<Clock | undefined> {
  return (await clocksOfCase(db, caseId)).find(isDecisionClock);
}

/** Stops it, where it runs. A day before its last act (an extension entered later) counts as today. */
export async function stopDecisionClock(
  tx: Tx,
  caseId: string,
  on: LocalDate,
  by: Act['by'],
  time: Time,
): Promise<void> {
  const clock = await decisionClock(tx, caseId);
  if (!clock) return;
  const world = { calendar: await currentCalendar(tx), time };
  try {
    await stopClock(tx, { id: clock.id }, { at: on, by }, world);
  } catch (error) {
    if (!isDomainError(error, 'conflict') || error.code !== 'clock.out-of-order') throw error;
    await stopClock(tx, { id: clock.id }, { at: time.today(), by }, world);
  }
}

/** Extends it; answers its end before it is moved over rest days. Throws as `extendClock`. */
export async function extendDecisionClock(
  tx: Tx,
  clock: Clock,
  act: Extend,
  openedOn: LocalDate,
  time: Time,
): Promise<LocalDate | null> {
  await extendClock(tx, { id: clock.id }, act, { calendar: await currentCalendar(tx), time });
  if (act.until !== undefined) return act.until as LocalDate;
  const extension = clock.rule.extensions.find(({ key }) => key === act.extension);
  return extension?.to ? endsOn(tx, openedOn, extension.to) : null;
}

/** The clocks of a case, stopped ones too. */
export const clocksOfCase = (db: Queryable, id: string): Promise<Clock[]> => clocksOf(db, subjectOf(id));

/** The running limits for deciding of many cases, by case. */
export async function decisionClocks(db: Queryable, ids: readonly string[]): Promise<Map<string, Clock>> {
  const running = new Map<string, Clock>();
  for (const [id, clocks] of await clocksOfEach(db, CASE_SUBJECT, ids)) {
    const clock = clocks.find(isDecisionClock);
    if (clock) running.set(id, clock);
  }
  return running;
}

/** Whether a clock is the limit for deciding, and has not stopped. */
export function isDecisionClock({ state, rule }: Clock): boolean {
  return state !== 'STOPPED' && DECISION_CLOCKS.includes(rule.key);
}
