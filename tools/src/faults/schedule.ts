import { Random } from './random.js';

/** What a schedule may do at a random moment. */
export type FaultKind =
  | 'kill-service' // the producing service with the relay in it
  | 'kill-standby' // the relay process that stands by
  | 'kill-consumer'
  | 'kill-second-consumer'
  | 'kill-relay-before-send'
  | 'kill-relay-after-send'
  | 'kill-consumer-in-batch'
  | 'freeze-relay-after-send'
  | 'freeze-consumer-in-batch'
  | 'freeze-consumer'
  | 'freeze-broker'
  | 'lose-answer'
  | 'store-half'
  | 'kill-broker'
  | 'kill-database'
  | 'cut-connections';

export interface Fault {
  readonly kind: FaultKind;
  /** After the fault before. */
  readonly afterMs: number;
  /** How long the victim stays frozen, or down. */
  readonly forMs: number;
  /** Which of several victims, in [0, 1). */
  readonly victim: number;
}

/** How often each kind comes up. Servers are rarer: they take everything with them for seconds. */
const WEIGHTS: Readonly<Record<FaultKind, number>> = {
  'kill-service': 10,
  'kill-standby': 4,
  'kill-consumer': 10,
  'kill-second-consumer': 6,
  'kill-relay-before-send': 6,
  'kill-relay-after-send': 12,
  'kill-consumer-in-batch': 12,
  'freeze-relay-after-send': 6,
  'freeze-consumer-in-batch': 6,
  'freeze-consumer': 4,
  'freeze-broker': 3,
  'lose-answer': 8,
  'store-half': 8,
  'kill-broker': 6,
  'kill-database': 6,
  'cut-connections': 8,
};

export const FAULT_KINDS = Object.keys(WEIGHTS) as readonly FaultKind[];

export interface Schedule {
  readonly seed: number;
  readonly faults: readonly Fault[];
}

/** The same seed gives the same schedule. With `only`, all faults are of that kind. */
export function makeSchedule(seed: number, count: number, only?: FaultKind): Schedule {
  const random = new Random(seed);
  const faults = Array.from({ length: count }, (): Fault => {
    const kind = random.weighted(WEIGHTS);
    return {
      kind: only ?? kind,
      afterMs: random.between(50, 1500),
      forMs: random.between(100, 4000),
      victim: random.next(),
    };
  });
  return { seed, faults };
}

export function tellSchedule({ seed, faults }: Schedule): string {
  const lines = faults.map(
    ({ kind, afterMs, forMs, victim }, index) =>
      `  ${String(index + 1).padStart(3)}  +${String(afterMs).padStart(4)} ms  ${kind.padEnd(26)} for ${forMs} ms, victim ${victim.toFixed(2)}`,
  );
  return [`Schedule of seed ${seed}:`, ...lines].join('\n');
}
