/**
 * What the driver and its processes say to each other, over Node's IPC channel: no ports, and a process whose driver died
 * ends by itself.
 */
export type Request =
  | { readonly kind: 'change'; readonly parts: readonly Part[] }
  | { readonly kind: 'versions'; readonly accounts: readonly string[] }
  | { readonly kind: 'arm'; readonly point: Point; readonly action: Action }
  /** Takes back what was armed and not reached. */
  | { readonly kind: 'disarm' }
  /** Whether the process that waits at `point` is the one that is struck; the others go on as if nothing had been armed. */
  | { readonly kind: 'decide'; readonly point: Point; readonly struck: boolean }
  | { readonly kind: 'release' }
  | { readonly kind: 'stop' };

/** One account's share of a transaction; `expected` is the version the caller has seen, 0 for a new account. */
export interface Part {
  readonly account: string;
  readonly expected: number;
  readonly token: string;
  /** Makes the event this much bigger, in characters. */
  readonly padding?: number;
  /** What the consumer is to make of the event; see `processes/consumer.ts`. */
  readonly note?: Note;
  /** Written with a schema the consumers have not heard of. */
  readonly newSchema?: boolean;
}

/** `refuse`: the handler throws; `fail`: it throws what looks like a bug; `kill`: it ends the process without a word. */
export type Note = 'refuse' | 'fail' | 'kill';

/** `before-send`, `after-send`: of a relay, around one `append`; `in-batch`: of a consumer, inside a handler, after its writes. */
export type Point = 'before-send' | 'after-send' | 'in-batch';

/**
 * What becomes of a process when it next comes to an armed point. There it waits for the driver's decision: of several that are armed, one is struck.
 * `kill`, `freeze`: the driver sends SIGKILL or SIGSTOP while it waits; `hold`: waits for `release`; `lose-answer`: the append is done, and reported as failed; `half`: only half of the records are appended, then it is reported as failed.
 */
export type Action = 'kill' | 'freeze' | 'hold' | 'lose-answer' | 'half';

export type Answer =
  /** Versions after the change, in the order of the parts, or of the accounts asked for. */
  | { readonly ok: true; readonly versions: readonly number[] }
  /** Nothing was changed, for certain. */
  | { readonly ok: false; readonly refused: true; readonly reason: string }
  /** It may have been changed or not. */
  | { readonly ok: false; readonly refused: false; readonly reason: string };

export interface Asked {
  readonly id: number;
  readonly request: Request;
}

export type Told =
  | { readonly tell: 'ready' }
  | { readonly tell: 'reached'; readonly point: Point; readonly action: Action }
  | { readonly tell: 'answer'; readonly id: number; readonly answer: Answer };
