import {
  type Clock as Running,
  clocksOfEach,
  currentCalendar,
  startClock,
  stopClock,
  type TimeSource,
} from '@xianjie/deadlines';
import type { Actor } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { limitOnDay } from '../transfers/clock-moves.js';
import type { PenaltyCopy } from './penalty-copy.js';

/** What the limits of copies are kept under. */
export const PENALTY_SUBJECT = 'penalty';

/** The limit for the copies begins with the decision; none where the law of that day had none. */
export async function startPenaltyClock(
  tx: Tx,
  copy: PenaltyCopy,
  by: Actor,
  time: TimeSource,
): Promise<void> {
  const rule = limitOnDay('PENALTY_COPY_10D', copy.decidedOn);
  if (!rule) return;
  const { agency, police, procuratorate, decisionId, decidedOn } = copy;
  const addressees = [agency, police, procuratorate].filter((organ) => organ !== null);
  const world = { calendar: await currentCalendar(tx), time };
  const subject = { kind: PENALTY_SUBJECT, id: decisionId };
  await startClock(tx, { rule, subject, agency, addressees, at: decidedOn, by }, world);
}

/** It ends with the later of what was owed, or with the decision itself. */
export async function stopPenaltyClock(
  tx: Tx,
  decisionId: string,
  on: string,
  by: Actor,
  time: TimeSource,
): Promise<void> {
  const running = (await penaltyClocksOf(tx, [decisionId])).get(decisionId);
  if (!running || running.state === 'STOPPED') return;
  const world = { calendar: await currentCalendar(tx), time };
  await stopClock(tx, running, { at: on, by, basis: running.rule.basis }, world);
}

/** The limits of many decisions, by their ids; where the law of the day had none there is none. */
export async function penaltyClocksOf(tx: Tx, decisionIds: readonly string[]): Promise<Map<string, Running>> {
  const found = await clocksOfEach(tx, PENALTY_SUBJECT, decisionIds);
  return new Map([...found].flatMap(([id, [running]]) => (running ? [[id, running] as const] : [])));
}
