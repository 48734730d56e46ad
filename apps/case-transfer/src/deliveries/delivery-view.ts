import type { z } from 'zod';
import type { Viewer } from '../transfers/transfer-view.js';
import type { deliveryView } from '../transfers/transfers.views.js';
import { isUnderWay } from './deliveries.service.js';
import type { Delivery } from './delivery.js';

/** The sender and the recipient see a delivery; the procuratorate sees how the agency's are under way, and not the other way round. */
export function maySeeDelivery({ sender, recipient }: Delivery, { organ, seat }: Viewer): boolean {
  return sender === organ || recipient === organ || seat === 'PROC';
}

export function deliveryViewOf(delivery: Delivery): z.output<typeof deliveryView> {
  const {
    id,
    transferId,
    stepNo,
    kind,
    sender,
    recipient,
    channel,
    status,
    attempts,
    failure,
    doubt,
    arrivedAt,
    digest,
  } = delivery;
  const waiting = isUnderWay(delivery);
  const retried = waiting && channel !== 'paper';
  return {
    id,
    transferId,
    stepNo,
    kind,
    sender,
    recipient,
    channel,
    status,
    waitingSince: waiting ? delivery.waitingSince.toISOString() : null,
    attempts,
    nextAttemptAt: retried ? delivery.nextAttemptAt.toISOString() : null,
    failure: failure ?? doubt,
    arrivedAt: arrivedAt?.toISOString() ?? null,
    digest,
  };
}
