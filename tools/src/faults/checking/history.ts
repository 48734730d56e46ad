/** One change of one account: `number` is the account's version after it, and its event's place in the stream. */
export interface Change {
  readonly stream: string;
  readonly number: number;
  /** Made by the driver, once per change: tells which request a row came from. */
  readonly token: string;
}

/**
 * What a caller was told about a request: `accepted` (success after COMMIT), `refused` (an answer that nothing was
 * changed), `unknown` (the connection or the process was lost before an answer).
 */
export type Outcome = 'accepted' | 'refused' | 'unknown';

export interface Attempt {
  readonly outcome: Outcome;
  /** All of one transaction. For `accepted` the numbers are those the caller was told. */
  readonly changes: readonly Change[];
}

/** An effect as a consumer's table holds it, in commit order within its stream. */
export type Effect = Change;

/** Events of `stream` that a consumer set aside, from `from` on. */
export interface Parked {
  readonly consumer: string;
  readonly stream: string;
  readonly reason: string;
  readonly numbers: readonly number[];
}

/** Everything that can be compared once all is quiet. */
export interface History {
  readonly attempts: readonly Attempt[];
  /** The producer's own record of its changes, by stream and version. */
  readonly committed: readonly Change[];
  readonly consumers: readonly { readonly name: string; readonly effects: readonly Effect[] }[];
  readonly parked: readonly Parked[];
  /** What never came to rest, such as "outbox of producer: 3 rows". */
  readonly unsettled: readonly string[];
}

/** A stop that the schedule means to cause: that consumer does nothing of that stream from number `from` on. */
export interface PlannedStop {
  readonly consumer: string;
  readonly stream: string;
  readonly from: number;
  /** Whether the events are parked there; false where they never arrive, because a consumer before stopped. */
  readonly parked: boolean;
}
