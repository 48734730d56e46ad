import { DomainError } from '@xianjie/errors';
import type { Tx } from '@xianjie/persistence';
import { checkExtension, type Extend } from './extension.js';
import { type ClockRef, lockClock } from './find-clocks.js';
import { dueOf, endsOf, isPast, type Move, standing } from './ledger.js';
import { dayOf, readAt } from './moments.js';
import { setClocks } from './set-clocks.js';
import { lineOf, type World } from './start-clock.js';
import type { Act, Clock, LedgerEntry } from './words.js';

/**
 * Suspends a running clock from that time on: it has no end until it is resumed. Only where the statute knows a suspension.
 *
 * Throws DomainError `conflict`: `clock.no-suspension`, `clock.not-running`, `clock.over` where it had ended before,
 * `clock.out-of-order` where a later act is on record; `not-found`: `clock.not-found`.
 */
export function suspendClock(tx: Tx, ref: ClockRef, act: Act, world: World): Promise<Clock> {
  return move(tx, ref, act, world, (clock, at) => {
    if (clock.rule.suspendedWhile === null) throw notAllowed(clock);
    requireState(clock, 'RUNNING');
    requireNotOver(clock, at);
    return { kind: 'SUSPENDED', details: {} };
  });
}

/** Lets a suspended clock run on: what was left is left. Throws `conflict`: `clock.not-suspended`, `clock.out-of-order`; `not-found`. */
export function resumeClock(tx: Tx, ref: ClockRef, act: Act, world: World): Promise<Clock> {
  return move(tx, ref, act, world, (clock) => {
    requireState(clock, 'SUSPENDED');
    return { kind: 'RESUMED', details: {} };
  });
}

/**
 * Extends a running clock, as the statute allows and before it has ended. An extension whose length the law leaves to who approves
 * names the day (`until`).
 *
 * Throws DomainError `conflict`: `clock.no-extension`, `clock.extension-taken`, `clock.not-running`, `clock.over`,
 * `clock.out-of-order`; `invalid`: `clock.extension-until`, `clock.approval`; `not-found`: `clock.not-found`.
 */
export function extendClock(tx: Tx, ref: ClockRef, act: Extend, world: World): Promise<Clock> {
  return move(tx, ref, act, world, (clock, at, ledger) => {
    requireState(clock, 'RUNNING');
    requireNotOver(clock, at);
    const { details, basis } = checkExtension(clock, standing(clock.rule, ledger), act);
    return { kind: 'EXTENDED', details, basis };
  });
}

/** Stops a clock: what it waited for was done, or is no longer owed. Throws `conflict`: `clock.stopped`, `clock.out-of-order`; `not-found`. */
export function stopClock(tx: Tx, ref: ClockRef, act: Act, world: World): Promise<Clock> {
  return move(tx, ref, act, world, (clock) => {
    if (clock.state === 'STOPPED')
      throw conflict('clock.stopped', `${named(clock)} has stopped`, '期限已经终止');
    return { kind: 'STOPPED', details: {} };
  });
}

type Decision = Pick<Move, 'kind' | 'details'> & { readonly basis?: string };

async function move(
  tx: Tx,
  ref: ClockRef,
  act: Act,
  { calendar, time }: World,
  decide: (clock: Clock, at: Date, ledger: readonly LedgerEntry[]) => Decision,
): Promise<Clock> {
  const { clock, ledger } = await lockClock(tx, ref);
  const at = readAt(act.at, clock.rule.period.kind === 'HOURS');
  const { kind, details, basis } = decide(clock, at, ledger);
  requireOrder(clock, standing(clock.rule, ledger).lastAt, at);
  const now = time.now();
  const next = { no: clock.version + 1, kind, at, details };
  const stands = standing(clock.rule, [...ledger, next]);
  const due = kind === 'STOPPED' ? clock.due : dueOf(calendar, clock.rule, stands);
  const { state, suspendedAt, stoppedAt } = stands;
  const moved: Clock = {
    ...clock,
    ...{ state, suspendedAt, stoppedAt, due, lateAt: due && endsOf(due).lateAt, version: next.no },
  };
  const line = lineOf({ ...(basis === undefined ? {} : { basis }), ...act }, clock.rule, now);
  await setClocks(
    tx,
    [{ clock: moved, entry: { ...next, ...line, before: clock.due, after: due }, ledger }],
    now,
  );
  return moved;
}

/** By days where the limit is counted in days: two acts of one day stand in the order in which they were entered. */
function requireOrder(clock: Clock, lastAt: Date, at: Date): void {
  const inHours = clock.rule.period.kind === 'HOURS';
  if (inHours ? at >= lastAt : dayOf(at) >= dayOf(lastAt)) return;
  throw conflict(
    'clock.out-of-order',
    `A later act of ${named(clock)} is on record`,
    '该期限已登记更晚的行为',
  );
}

function requireState(clock: Clock, state: 'RUNNING' | 'SUSPENDED'): void {
  if (clock.state === state) return;
  throw state === 'RUNNING'
    ? conflict('clock.not-running', `${named(clock)} does not run`, '期限未在计算中')
    : conflict('clock.not-suspended', `${named(clock)} is not suspended`, '期限未中止');
}

/** A limit that has ended can be neither suspended nor extended; of a provisional end nobody knows. */
function requireNotOver(clock: Clock, at: Date): void {
  const provisional = clock.due?.kind === 'day' && clock.due.provisional;
  if (provisional || !isPast(clock, at)) return;
  throw conflict('clock.over', `${named(clock)} had ended by then`, '期限已经届满');
}

const named = (clock: Clock): string => `Clock ${clock.rule.key}`;

function notAllowed(clock: Clock): DomainError {
  return conflict(
    'clock.no-suspension',
    `The statute knows no suspension of ${clock.rule.key}`,
    '法律未规定该期限可以中止',
  );
}

function conflict(code: string, message: string, zh: string): DomainError {
  return new DomainError('conflict', code, message, { zh });
}
