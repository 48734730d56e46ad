import { canonicalJson, detachedSignatureSchema, type PartnerKeys, verifyDetached } from '@xianjie/envelopes';
import { DomainError } from '@xianjie/errors';
import { z } from 'zod';
import type { Acknowledgement, OutgoingDelivery } from './police-channel.js';

/** What signatures on acknowledgements count for, in both directions. */
export const ACKNOWLEDGEMENT = 'case-transfer.acknowledgement';

const acknowledgementSchema = z.object({
  deliveryId: z.uuid(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  receivedAt: z.iso.datetime({ offset: true }),
  signature: detachedSignatureSchema,
});

/**
 * Reads what a police system answered, and proves that it is that system's word on this delivery. Throws DomainError
 * `acknowledgement.malformed`, `acknowledgement.other-delivery`, or as `verifyDetached`.
 */
export async function readAcknowledgement(
  keys: PartnerKeys,
  answer: unknown,
  { id, digest, recipient }: Pick<OutgoingDelivery, 'id' | 'digest' | 'recipient'>,
): Promise<Acknowledgement> {
  const read = acknowledgementSchema.safeParse(answer);
  if (!read.success)
    throw refused('malformed', 'The acknowledgement is not of the agreed form', '技术确认格式不符合约定');
  const { signature, ...said } = read.data;
  if (said.deliveryId !== id || said.digest !== digest)
    throw refused(
      'other-delivery',
      'The acknowledgement speaks of other content',
      '技术确认所述内容与送达内容不符',
    );
  const expected = { signer: recipient, context: ACKNOWLEDGEMENT, asOf: new Date() };
  return { ...said, signature: await verifyDetached(keys, canonicalJson(said), signature, expected) };
}

function refused(rule: string, message: string, zh: string): DomainError {
  return new DomainError('unavailable', `acknowledgement.${rule}`, message, { zh });
}
