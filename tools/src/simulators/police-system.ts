import { createHash } from 'node:crypto';
import { canonicalJson, type DetachedSignature, type PartnerKeys, signDetached } from '@xianjie/envelopes';
import type { Manners } from './misbehaviour.js';

/** What signatures on acknowledgements count for, in both directions. */
export const ACKNOWLEDGEMENT = 'case-transfer.acknowledgement';

/** A case, or what was done in one, as a police system stores it. */
export interface ReceivedDelivery {
  readonly deliveryId: string;
  /** TRANSFER: a case; NOTICE: what another organ did in a case that was delivered before. */
  readonly kind: string;
  readonly transferId: string;
  /** SHA-256 of the content as it came, hexadecimal. */
  readonly digest: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** RFC 3339. */
  readonly receivedAt: string;
  /** How often it came. */
  readonly times: number;
}

/** A step of the organ: the body of `POST /transfers/{id}/steps`. */
export interface PoliceAnswer {
  readonly transferId: string;
  /** The organ's own number: the same again changes nothing. */
  readonly externalNo: string;
  /** RECEIPT_SIGNED, FILED, NOT_FILED and the others of the state table. */
  readonly step: string;
  /** Who signed. */
  readonly officer: { readonly name: string };
  readonly documentNo?: string;
  readonly reasons?: string;
  /** When it was signed, where that was earlier: RFC 3339. */
  readonly effectiveAt?: string;
}

/** What the platform said to an answer, once it was committed. */
export interface AnswerTaken {
  readonly externalNo: string;
  readonly status: string;
  readonly stepNo: number | null;
  readonly stateNow: string | null;
  /** Why it was rejected. */
  readonly issues: readonly string[];
}

/** A police liaison system, whatever way it is reached. */
export interface PoliceSystem {
  readonly organ: string;
  readonly manners: Manners;
  /** What was delivered to it, by delivery; one that is silent has taken nothing. */
  readonly received: ReadonlyMap<string, ReceivedDelivery>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Takes a step, and answers with what the platform says to it. */
  answer(answer: PoliceAnswer): Promise<AnswerTaken>;
}

export const digestOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Stores a delivery; one that came before is known by its id and stays as it was. Throws where the content is no JSON object. */
export function keepDelivery(store: Map<string, ReceivedDelivery>, body: Uint8Array): ReceivedDelivery {
  const content = JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>;
  const { deliveryId, kind, transferId } = content as {
    deliveryId: string;
    kind: string;
    transferId: string;
  };
  const known = store.get(deliveryId);
  const kept: ReceivedDelivery = known
    ? { ...known, times: known.times + 1 }
    : {
        ...{ deliveryId, kind, transferId, content },
        digest: digestOf(body),
        receivedAt: new Date().toISOString(),
        times: 1,
      };
  store.set(deliveryId, kept);
  return kept;
}

export interface Acknowledgement {
  readonly deliveryId: string;
  readonly digest: string;
  readonly receivedAt: string;
  readonly signature: DetachedSignature;
}

/**
 * The system's signed word that it has stored a delivery, given after that and not before. It is no receipt 回执, which an officer signs.
 */
export async function acknowledge(
  keys: PartnerKeys,
  platform: string,
  { deliveryId, digest, receivedAt }: ReceivedDelivery,
  { misbehave }: Manners,
): Promise<Acknowledgement> {
  const said = { deliveryId, digest, receivedAt };
  const signed = misbehave === 'wrong-signature' ? { ...said, digest: digestOf(Buffer.from('other')) } : said;
  const purpose = { recipient: platform, context: ACKNOWLEDGEMENT, signedAt: new Date() };
  return { ...said, signature: await signDetached(keys, canonicalJson(signed), purpose) };
}
