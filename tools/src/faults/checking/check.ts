import type { Change, Effect, History, Parked, PlannedStop } from './history.js';

export type ViolationKind =
  | 'answer-broken' // a caller was told success, and the producer does not have it so
  | 'refused-applied' // a caller was told that nothing changed, and something did
  | 'torn' // part of a transaction is there
  | 'numbers' // a stream of the producer has a gap or a number twice
  | 'unasked' // a change or effect nobody asked for
  | 'lost'
  | 'doubled'
  | 'reordered'
  | 'differs' // the effect of that number belongs to another change
  | 'parked' // set aside without a plan, or not as planned
  | 'unsettled';

export interface Violation {
  readonly kind: ViolationKind;
  readonly message: string;
  readonly consumer?: string;
  readonly stream?: string;
}

/**
 * Compares what callers were told with what the producer holds and with what each consumer did. Empty when every accepted
 * change has exactly one effect at each consumer, in order per stream; nothing was invented, torn or set aside without a plan.
 */
export function check(history: History, plan: readonly PlannedStop[] = []): Violation[] {
  const committed = byStream(history.committed);
  return [
    ...checkAnswers(history),
    ...checkNumbers(committed),
    ...history.consumers.flatMap(({ name, effects }) =>
      checkConsumer(
        name,
        committed,
        byStream(effects),
        plan.filter((each) => each.consumer === name),
      ),
    ),
    ...checkParked(history.parked, committed, plan),
    ...history.unsettled.map((what): Violation => ({
      kind: 'unsettled',
      message: `never came to rest: ${what}`,
    })),
  ];
}

function byStream<T extends Change>(changes: readonly T[]): Map<string, T[]> {
  return Map.groupBy(changes, (change) => change.stream);
}

function checkAnswers({ attempts, committed }: History): Violation[] {
  const kept = new Map(committed.map((change) => [change.token, change]));
  const asked = new Set(attempts.flatMap((attempt) => attempt.changes.map((change) => change.token)));
  const found: Violation[] = [];
  for (const { outcome, changes } of attempts) {
    const present = changes.filter((change) => kept.has(change.token));
    const first = changes[0]?.stream ?? '';
    if (present.length > 0 && present.length < changes.length) {
      found.push({
        kind: 'torn',
        stream: first,
        message: `${present.length} of ${changes.length} changes of one request were kept`,
      });
    }
    if (outcome === 'refused' && present.length > 0) {
      found.push({
        kind: 'refused-applied',
        stream: first,
        message: `${first}: a refused request was applied`,
      });
    }
    if (outcome === 'accepted')
      found.push(...changes.flatMap((change) => brokenAnswer(change, kept.get(change.token))));
  }
  for (const change of committed) {
    if (asked.has(change.token)) continue;
    found.push({ kind: 'unasked', stream: change.stream, message: `${at(change)} was asked for by nobody` });
  }
  return found;
}

function brokenAnswer(told: Change, kept: Change | undefined): Violation[] {
  if (kept?.number === told.number && kept.stream === told.stream) return [];
  const instead = kept ? `the producer holds it as ${at(kept)}` : 'the producer does not have it';
  return [
    {
      kind: 'answer-broken',
      stream: told.stream,
      message: `${at(told)} was answered with success, but ${instead}`,
    },
  ];
}

function checkNumbers(committed: ReadonlyMap<string, readonly Change[]>): Violation[] {
  return [...committed].flatMap(([stream, changes]): Violation[] => {
    const numbers = changes.map((change) => change.number).sort((a, b) => a - b);
    const wrong = numbers.findIndex((number, index) => number !== index + 1);
    if (wrong < 0) return [];
    return [
      { kind: 'numbers', stream, message: `${stream} has number ${numbers[wrong]} at place ${wrong + 1}` },
    ];
  });
}

function checkConsumer(
  consumer: string,
  committed: ReadonlyMap<string, readonly Change[]>,
  effects: ReadonlyMap<string, readonly Effect[]>,
  plan: readonly PlannedStop[],
): Violation[] {
  const stopsAt = new Map(plan.map(({ stream, from }) => [stream, from]));
  const streams = new Set([...committed.keys(), ...effects.keys()]);
  return [...streams].flatMap((stream) => {
    const until = stopsAt.get(stream) ?? Infinity;
    const wanted = (committed.get(stream) ?? []).filter((change) => change.number < until);
    const wrong = compare(wanted, effects.get(stream) ?? []);
    return wrong ? [{ ...wrong, consumer, stream, message: `${consumer}: ${wrong.message}` }] : [];
  });
}

/** The first difference between the changes of a stream and its effects. */
function compare(
  changes: readonly Change[],
  effects: readonly Effect[],
): Pick<Violation, 'kind' | 'message'> | undefined {
  const wanted = changes.toSorted((a, b) => a.number - b.number);
  const tokens = new Map(wanted.map((change) => [change.token, change]));
  const seen = new Set<string>();
  for (const effect of effects) {
    if (seen.has(effect.token)) return { kind: 'doubled', message: `${at(effect)} took effect twice` };
    seen.add(effect.token);
    if (!tokens.has(effect.token))
      return { kind: 'unasked', message: `${at(effect)} has an effect, and no such change stands` };
  }
  const missing = wanted.find((change) => !seen.has(change.token));
  if (missing) return { kind: 'lost', message: `${at(missing)} has no effect` };
  const place = effects.findIndex((effect, index) => effect.token !== wanted[index]?.token);
  if (place >= 0)
    return { kind: 'reordered', message: `${at(effects[place]!)} took effect at place ${place + 1}` };
  const differing = effects.find((effect, index) => effect.number !== wanted[index]?.number);
  return differing && { kind: 'differs', message: `${at(differing)} carries another number than its change` };
}

function checkParked(
  parked: readonly Parked[],
  committed: ReadonlyMap<string, readonly Change[]>,
  plan: readonly PlannedStop[],
): Violation[] {
  const isPlanned = (row: Parked) =>
    plan.some((each) => each.parked && each.consumer === row.consumer && each.stream === row.stream);
  const unplanned = parked
    .filter((row) => !isPlanned(row))
    .map(({ consumer, stream, reason, numbers }): Violation => ({
      kind: 'parked',
      consumer,
      stream,
      message: `${consumer}: ${stream} is parked (${reason}) from number ${numbers[0]}`,
    }));
  return [
    ...unplanned,
    ...plan.filter((each) => each.parked).flatMap((each) => checkPlan(each, parked, committed)),
  ];
}

/** Every committed event from `from` on must be kept, once. */
function checkPlan(
  { consumer, stream, from }: PlannedStop,
  parked: readonly Parked[],
  committed: ReadonlyMap<string, readonly Change[]>,
): Violation[] {
  const rows = parked.filter((row) => row.consumer === consumer && row.stream === stream);
  const kept = rows.flatMap((row) => row.numbers).sort((a, b) => a - b);
  const wanted = (committed.get(stream) ?? [])
    .map((change) => change.number)
    .filter((number) => number >= from);
  if (wanted.length === 0 || kept.join() === wanted.sort((a, b) => a - b).join()) return [];
  const message = `${consumer}: ${stream} should keep ${wanted.join(' ')} parked, and keeps ${kept.join(' ') || 'nothing'}`;
  return [{ kind: 'parked', consumer, stream, message }];
}

const at = ({ stream, number }: Change) => `${stream} #${number}`;
