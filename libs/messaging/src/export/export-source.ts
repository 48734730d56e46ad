import type { EventType } from '@xianjie/contracts';
import type { EntityManager } from 'typeorm';

/** One aggregate's present state, as the events that would tell it to somebody who comes new. */
export interface ExportedState {
  readonly key: string;
  readonly events: readonly (readonly [EventType, unknown])[];
}

/** What a service gives to consumers of a topic that begin late. */
export interface ExportSource {
  readonly topic: string;
  /**
   * The next `limit` aggregates after `afterKey` (undefined: from the first), in byte order of their keys (`COLLATE "C"`). Reads
   * with `manager` only: that is the snapshot the stream numbers are of.
   */
  states(
    manager: EntityManager,
    afterKey: string | undefined,
    limit: number,
  ): Promise<readonly ExportedState[]>;
}
