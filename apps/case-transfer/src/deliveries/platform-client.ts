import type { StepInput } from '../transfers/transfer-step.js';
import type { Acknowledgement, OutgoingDelivery } from './police-channel.js';

/** What a platform tells of a case, in our words as far as it has some for it. */
export interface PlatformStatus {
  /** The platform's number of it: with the organ, it makes a repeat harmless. */
  readonly reference: string;
  /** Where to go on from, once this one was dealt with. */
  readonly cursor: string;
  /** Which of our deliveries it speaks of. */
  readonly deliveryId: string | null;
  /** In the platform's own words, as it is shown; nothing personal. */
  readonly said: Readonly<Record<string, string | null>>;
  readonly meaning: PlatformMeaning;
}

/** STEP: what the organ did. NOTHING: of no consequence here. UNKNOWN: no step of ours, or not enough for one; it is shown, and nothing is guessed. */
export type PlatformMeaning =
  | { readonly kind: 'STEP'; readonly step: StepInput }
  | { readonly kind: 'NOTHING' }
  | { readonly kind: 'UNKNOWN'; readonly rule: string; readonly message: string; readonly messageZh: string };

/** A provincial platform of 两法衔接 that existed before this one. One file knows its format. */
export interface PlatformClient {
  /**
   * Hands a delivery over; the same again is known by its id. Throws DomainError `unavailable`: `police.…` where it cannot be had,
   * `platform.…` where it does not take it, `acknowledgement.…` where it took something else.
   */
  submit(delivery: OutgoingDelivery, signal: AbortSignal): Promise<Acknowledgement>;
  /** What it has to tell after a cursor, in its order; empty at the end. Throws as `submit`. */
  statuses(after: string, signal: AbortSignal): Promise<readonly PlatformStatus[]>;
}
