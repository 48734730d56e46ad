import { BaseRpcContext } from '@nestjs/microservices';
import type { EventEnvelope } from '@xianjie/contracts';
import type { Tx } from '@xianjie/persistence';

/** Where an event was read. */
export interface RecordPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/** How an event came: from the log, from a producer's export, from the parked events, or tried without effect. */
export type Origin = 'log' | 'export' | 'release' | 'dry-run';

/** One event as a handler of many sees it, in the order of its values. */
export interface InboxEntry {
  readonly envelope: EventEnvelope;
  readonly place: RecordPlace;
}

/**
 * What `@Ctx()` gives to a handler. Everything written with `tx`, events and audit rows included, is one commit with the stream mark
 * and the position. A batch handler finds the envelopes of its values in `entries`; the others' only event is `envelope`.
 */
export class InboxContext extends BaseRpcContext {
  constructor(
    readonly tx: Tx,
    readonly entries: readonly [InboxEntry, ...InboxEntry[]],
    readonly origin: Origin,
  ) {
    super([tx, entries, origin]);
  }

  get envelope(): EventEnvelope {
    return this.entries[0].envelope;
  }

  get place(): RecordPlace {
    return this.entries[0].place;
  }
}
