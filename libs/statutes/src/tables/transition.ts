import type { ClockKey } from '../clock.js';
import type { Certainty, Text } from '../rule.js';
import type { TransferActor, TransferEvent, TransferState } from './transfer-words.js';

/** One step that the law of transfers allows. */
export interface Transition {
  /** Null for the first event of a case that comes without an earlier transfer. */
  readonly from: TransferState | null;
  readonly event: TransferEvent;
  readonly to: TransferState;
  readonly actor: TransferActor;
  /** The limit within which it is to happen; lateness never forbids it. */
  readonly within?: ClockKey;
  /** The limit that somebody saw pass; time alone never changes a state. */
  readonly after?: ClockKey;
  readonly note?: Text;
  readonly basis: string;
  readonly certainty: Certainty;
  /** `MODELLED`: the article holds in substance, the step is our shape of it. `EXCERPT`: only an excerpt was read. */
  readonly reading?: 'MODELLED' | 'EXCERPT';
}
