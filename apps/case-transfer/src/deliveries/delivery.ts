import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson } from '@xianjie/envelopes';
import type { StepInput } from '../transfers/transfer-step.js';
import type { ChannelName } from './partners.js';
import type { Acknowledgement, OutgoingDelivery } from './police-channel.js';

/** WAITING: to be sent; SENT: its acknowledgement is awaited; ARRIVED: acknowledged; BY_HAND: handed over on paper. */
export type DeliveryStatus = 'WAITING' | 'SENT' | 'ARRIVED' | 'BY_HAND';

/** A package or a notice on its way to a police organ: one logical delivery, however often it is tried. */
export interface Delivery extends OutgoingDelivery {
  readonly transferId: string;
  /** The step that it tells; null for a case until it has arrived. */
  readonly stepNo: number | null;
  readonly sender: string;
  readonly channel: ChannelName;
  /** Of a case: the step that is taken when it has arrived. */
  readonly stepInput: StepInput | null;
  readonly orderedBy: { readonly id: string | null; readonly name: string };
  readonly status: DeliveryStatus;
  readonly waitingSince: Date;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  /** Code of the last failure to send it. */
  readonly failure: string | null;
  /** Why its acknowledgement was not believed, as long as none was that is. */
  readonly doubt: string | null;
  readonly arrivedAt: Date | null;
  readonly acknowledgement: Acknowledgement | null;
  readonly version: number;
}

type Ordered = Pick<
  Delivery,
  'id' | 'transferId' | 'stepNo' | 'kind' | 'sender' | 'recipient' | 'channel' | 'stepInput' | 'orderedBy'
>;

/** A delivery as it is ordered; its content is fixed now, so that every attempt sends the same bytes. */
export function orderDelivery(
  ordered: Ordered,
  content: Readonly<Record<string, unknown>>,
  now: Date,
  salt = newSalt(),
): Delivery {
  const { id, kind, sender, recipient } = ordered;
  const head = { deliveryId: id, kind, sender, recipient, orderedAt: now.toISOString(), salt };
  const body = Buffer.from(canonicalJson({ ...head, ...content }));
  return {
    ...ordered,
    body: body.toString('utf8'),
    digest: createHash('sha256').update(body).digest('hex'),
    status: 'WAITING',
    waitingSince: now,
    attempts: 0,
    nextAttemptAt: now,
    failure: null,
    doubt: null,
    arrivedAt: null,
    acknowledgement: null,
    version: 1,
  };
}

/** The digest goes where the content must not: without this, content of a few words could be guessed from it. */
const newSalt = (): string => randomBytes(16).toString('base64url');

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;

const FIRST_PATIENCE_MS = 600_000;
const LONGEST_PATIENCE_MS = 86_400_000;

/**
 * When what was sent is sent again, if nothing acknowledges it: after ten minutes, then twice as long each time, up to a day. A system that
 * is down finds all of it when it is back; this is for what was lost on the way, or acknowledged in a way that nobody can believe.
 */
export function nextSending(attempts: number, now: Date): Date {
  const patience = FIRST_PATIENCE_MS * 2 ** Math.min(attempts - 1, 20);
  return new Date(now.getTime() + Math.min(LONGEST_PATIENCE_MS, patience));
}

/** When it is tried again after so many attempts: 5 s, then twice as long each time, up to an hour. */
export function nextAttempt(attempts: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 20)));
}
