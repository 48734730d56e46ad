import { Injectable } from '@nestjs/common';
import type { PartnerKeys } from '@xianjie/envelopes';
import { DomainError, isDomainError } from '@xianjie/errors';
import type { Tx } from '@xianjie/persistence';
import { z } from 'zod';
import { readAcknowledgement } from './acknowledgement.js';
import { DeliveriesService } from './deliveries.service.js';
import { findDelivery } from './deliveries.store.js';
import { inSavepoint } from './in-savepoint.js';
import type { Acknowledgement } from './police-channel.js';

/** Acknowledgements that come by themselves, after the package and by another way than its answer. */
@Injectable()
export class Acknowledgements {
  constructor(private readonly deliveries: DeliveriesService) {}

  /**
   * Notes that a delivery arrived. One whose acknowledgement cannot be believed goes out again, and shows why; that stands although it
   * throws. Throws DomainError `not-found` (`delivery.unknown`), and as `readAcknowledgement`.
   */
  async take(
    tx: Tx,
    keys: PartnerKeys,
    partner: string,
    given: { readonly deliveryId?: unknown },
  ): Promise<void> {
    const id = z.uuid().safeParse(given.deliveryId).data;
    const delivery = id === undefined ? undefined : await findDelivery(tx, id);
    if (delivery?.recipient !== partner) {
      throw new DomainError('not-found', 'delivery.unknown', 'There is no such delivery to you', {
        zh: '没有送达贵机关的该文书',
      });
    }
    const acknowledgement = await this.believed(tx, keys, delivery, given);
    await inSavepoint(tx, () => this.deliveries.arrived(tx, delivery.id, acknowledgement));
  }

  private async believed(
    tx: Tx,
    keys: PartnerKeys,
    delivery: Parameters<typeof readAcknowledgement>[2],
    given: unknown,
  ): Promise<Acknowledgement> {
    try {
      return await readAcknowledgement(keys, given, delivery);
    } catch (error) {
      if (isDomainError(error)) await this.deliveries.doubted(tx, delivery.id, error.code);
      throw error;
    }
  }
}
