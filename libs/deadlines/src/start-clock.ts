import { type Calendar, checkPeriod } from '@xianjie/calendar';
import { DomainError } from '@xianjie/errors';
import { newId } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import { type KeptRule, keepRules } from './clock-rules.js';
import { dueOf, endsOf, standing } from './ledger.js';
import { readAt } from './moments.js';
import { type Moved, setClocks } from './set-clocks.js';
import type { Act, Clock, LedgerEntry, LimitRule, Subject, TimeSource } from './words.js';

/** The working days and the time by which clocks are moved. */
export interface World {
  readonly calendar: Calendar;
  readonly time: TimeSource;
}

export interface StartClock extends Act {
  /** What the statutes say of the limit on the day it begins (`clockRule`). */
  readonly rule: LimitRule;
  readonly subject: Subject;
  /** Id of the agency that must act. */
  readonly agency: string;
  /** Ids of agencies that learn of lateness. */
  readonly addressees?: readonly string[];
}

/**
 * Starts a clock and answers it. A day beyond the loaded calendar does not stop it: its end is provisional then, and computed again
 * when the year is loaded.
 *
 * Throws DomainError `conflict`: `clock.already-running` where one of that key runs for the subject; `invalid`: `clock.subject`,
 * `clock.agency`, `period.invalid`, and for a time that is none `instant.form`, `local-date.…`, `clock.no-time`.
 */
export async function startClock(tx: Tx, start: StartClock, world: World): Promise<Clock> {
  const [clock] = await startClocks(tx, [start], world);
  return clock as Clock;
}

/** Starts many in a few statements; all of them, or none. Throws as `startClock` does. */
export async function startClocks(tx: Tx, starts: readonly StartClock[], world: World): Promise<Clock[]> {
  if (starts.length === 0) return [];
  starts.forEach(checkStart);
  const now = world.time.now();
  const rules = await keepRules(
    tx,
    starts.map(({ rule }) => rule),
  );
  const moved = starts.map((start, index) =>
    started(start, (rules[index] as KeptRule).snapshot, world.calendar, now),
  );
  const clocks = moved.map(({ clock }) => clock);
  await insertRows(
    tx,
    clocks,
    rules.map(({ id }) => id),
  );
  await setClocks(tx, moved, now);
  return clocks;
}

function started(start: StartClock, rule: LimitRule, calendar: Calendar, now: Date): Moved {
  const at = readAt(start.at, rule.period.kind === 'HOURS');
  const first = { no: 1, kind: 'STARTED', at, details: {} } as const;
  const due = dueOf(calendar, rule, standing(rule, [first]));
  const { subject, agency, addressees = [] } = start;
  const clock: Clock = {
    ...{ id: newId(), subject, rule, agency, addressees: [...new Set(addressees)] },
    ...{ state: 'RUNNING', startedAt: at, suspendedAt: null, stoppedAt: null },
    ...{ due, lateAt: due && endsOf(due).lateAt, version: 1 },
  };
  return { clock, entry: { ...first, ...lineOf(start, rule, now), before: null, after: due }, ledger: [] };
}

/** Who, on which basis, why, and when it was entered. */
export function lineOf(
  { by, basis, reason }: Omit<Act, 'at'>,
  rule: Pick<LimitRule, 'basis'>,
  now: Date,
): Pick<LedgerEntry, 'enteredAt' | 'agencyId' | 'officerId' | 'basis' | 'reason'> {
  return {
    enteredAt: now,
    agencyId: by?.agency.id ?? null,
    officerId: by?.officer?.id ?? null,
    basis: basis ?? rule.basis,
    reason: reason ?? null,
  };
}

const SUBJECT_KIND = /^[a-z][a-z-]{0,39}$/;
const MOST_ADDRESSEES = 50;
const LONGEST_ID = 200;

const isId = (text: string): boolean => text.length > 0 && text.length <= LONGEST_ID;

function checkStart({ rule, subject, agency, addressees = [] }: StartClock): void {
  checkPeriod(rule.period);
  if (!SUBJECT_KIND.test(subject.kind) || !isId(subject.id)) {
    throw new DomainError(
      'invalid',
      'clock.subject',
      `A clock runs for a kind (a-z and -) and an id of 1 to ${LONGEST_ID} characters`,
      { zh: '期限所属对象无效' },
    );
  }
  if (![agency, ...addressees].every(isId) || addressees.length > MOST_ADDRESSEES) {
    throw new DomainError(
      'invalid',
      'clock.agency',
      `A clock has an agency and at most ${MOST_ADDRESSEES} addressees`,
      { zh: '期限的责任机关或告知机关无效' },
    );
  }
}

/** A row is born suspended and without an end; `setClocks` sets both. */
async function insertRows(tx: Tx, clocks: readonly Clock[], ruleIds: readonly string[]): Promise<void> {
  const inserted = (await tx.query(
    `INSERT INTO clock (id, subject_kind, subject_id, key, rule_id, agency, addressees, state, started_at, suspended_at, version)
     SELECT id, subject_kind, subject_id, key, rule_id, agency, ARRAY(SELECT jsonb_array_elements_text(addressees)),
       'SUSPENDED', started_at, started_at, 0
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::timestamptz[])
       AS n (id, subject_kind, subject_id, key, rule_id, agency, addressees, started_at)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      clocks.map(({ id }) => id),
      clocks.map(({ subject }) => subject.kind),
      clocks.map(({ subject }) => subject.id),
      clocks.map(({ rule }) => rule.key),
      ruleIds,
      clocks.map(({ agency }) => agency),
      clocks.map(({ addressees }) => JSON.stringify(addressees)),
      clocks.map(({ startedAt }) => startedAt.toISOString()),
    ],
  )) as { id: string }[];
  const known = new Set(inserted.map(({ id }) => id));
  const twice = clocks.find(({ id }) => !known.has(id));
  if (twice) throw alreadyRunning(twice);
}

function alreadyRunning({ rule, subject }: Clock): DomainError {
  return new DomainError(
    'conflict',
    'clock.already-running',
    `Clock ${rule.key} already runs for ${subject.kind} ${subject.id}`,
    { zh: `期限 ${rule.key} 已在计算中，不得重复起算` },
  );
}
