import type { DetachedSignature } from '@xianjie/envelopes';
import type { Tx } from '@xianjie/persistence';

/** A package as it goes out. Its id and its bytes are the same at every attempt. */
export interface OutgoingDelivery {
  readonly id: string;
  readonly kind: 'TRANSFER' | 'NOTICE';
  readonly recipient: string;
  /** JSON. */
  readonly body: string;
  /** SHA-256 of the body, hexadecimal. */
  readonly digest: string;
}

/** A police system's statement that it has stored a delivery. No receipt 回执: that one is signed by an officer. */
export interface Acknowledgement {
  readonly deliveryId: string;
  readonly digest: string;
  /** RFC 3339. */
  readonly receivedAt: string;
  /** Null for a platform that signs nothing: its word was given to a call of ours. */
  readonly signature: DetachedSignature | null;
  /** The platform's own number of the case. */
  readonly platformNo?: string;
}

/** What became of an attempt: the partner has it, or it is on its way and the acknowledgement comes by itself. */
export type Attempted =
  | { readonly outcome: 'arrived'; readonly acknowledgement: Acknowledgement }
  /** `commit` writes what sends it, in the transaction that notes the attempt. */
  | { readonly outcome: 'sent'; commit(tx: Tx): void };

/** The one way in which a kind of police system is reached. */
export interface PoliceChannel {
  /**
   * Tries once; no transaction is open meanwhile. Throws DomainError `unavailable` (`police.…`, `acknowledgement.…`) or what
   * `verifyDetached` throws: all of them mean that it is tried again.
   */
  attempt(delivery: OutgoingDelivery, signal: AbortSignal): Promise<Attempted>;
}
