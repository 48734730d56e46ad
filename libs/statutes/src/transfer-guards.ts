import {
  DELIVERY_DOCUMENTS,
  type DeliveryDocument,
  type Guard,
  type GuardId,
  transferGuards,
} from './tables/guards.js';
import type { TransferEvent, TransferState } from './tables/transfer-words.js';
import { INITIAL_TRANSFER_STATE, notAllowed, statesOf } from './transfer-machine.js';

/** The guard of that id. */
export function transferGuard(id: GuardId): Guard {
  const guard = transferGuards.find((each) => each.id === id);
  if (!guard) throw new Error(`There is no guard ${id}`);
  return guard;
}

/**
 * Whether fines are barred once a case enters `state`: from the approval of a transfer until it comes back (G1). `barred` is what
 * held before; false at the beginning.
 */
export function barsFine(barred: boolean, state: TransferState): boolean {
  const { from, until = [] } = transferGuard('G1');
  return state === from || (barred && !until.includes(state));
}

export interface FineHistory {
  /** Every event of the transfer so far; empty where none happened. */
  readonly events: readonly TransferEvent[];
  /** Whether a court imposed a criminal fine for the act. */
  readonly criminalFine: boolean;
}

export interface FineVerdict {
  readonly allowed: boolean;
  /** The guard that forbids it; null where none does. */
  readonly guard: Guard | null;
}

/**
 * Whether an administrative fine may be imposed now (国务院令第310号 art. 11, 行政处罚法 arts. 8, 35). Throws DomainError `conflict`,
 * `transfer.step-not-allowed` for a history that the table does not allow.
 */
export function mayImposeFine({ events, criminalFine }: FineHistory): FineVerdict {
  const states = statesOf(events);
  if (states.length < events.length) {
    throw notAllowed(states.at(-1) ?? INITIAL_TRANSFER_STATE, events[states.length] as TransferEvent);
  }
  const guard = criminalFine
    ? transferGuard('G7')
    : states.reduce(barsFine, false)
      ? transferGuard('G1')
      : null;
  return { allowed: guard === null, guard };
}

/** The papers that a delivery still lacks (国务院令第310号 art. 6); what is missing is no ground to refuse it (G5). */
export function missingDocuments(given: readonly DeliveryDocument[]): DeliveryDocument[] {
  return (Object.keys(DELIVERY_DOCUMENTS) as DeliveryDocument[]).filter((each) => !given.includes(each));
}
