import { partnerTopic, TransferPackageSent } from '@xianjie/contracts';
import { seal, type PartnerKeys } from '@xianjie/envelopes';
import { appendToOutbox } from '@xianjie/messaging';
import type { Attempted, OutgoingDelivery, PoliceChannel } from './police-channel.js';

/** A police system that reads its own topic. The content is sealed for it; its acknowledgement comes on its inbound topic. */
export class KafkaChannel implements PoliceChannel {
  constructor(private readonly keys: PartnerKeys) {}

  async attempt({ id, kind, recipient, body, digest }: OutgoingDelivery): Promise<Attempted> {
    const topic = partnerTopic(TransferPackageSent.topic, recipient);
    const createdAt = new Date();
    const message = { recipient, context: topic, contentType: 'application/json', createdAt };
    const envelope = Buffer.from(await seal(this.keys, Buffer.from(body), message));
    const sent = { deliveryId: id, kind, digest, sentAt: createdAt.toISOString(), envelope };
    return { outcome: 'sent', commit: (tx) => void appendToOutbox(tx, TransferPackageSent, sent, { topic }) };
  }
}
