import { createDto, pageQuery } from '@xianjie/service';
import { z } from 'zod';
import { moment, words } from '../transfers/texts.js';
import { takeStepSchema } from '../transfers/transfers.dto.js';

const { externalNo, officer, missing, version } = takeStepSchema.shape;

/** Has a case delivered: the letter's number, the five kinds of paper, or why one is missing. */
export class OrderDeliveryDto extends createDto(
  z.strictObject({
    version,
    externalNo,
    officer,
    documentNo: words(64).meta({ description: 'Number of the transfer letter' }),
    documents: z.array(z.uuid().toLowerCase()).min(1).max(100),
    missing,
    reasons: takeStepSchema.shape.reasons,
  }),
) {}

export class HandOverDto extends createDto(
  z.strictObject({ handedOverAt: moment.meta({ description: 'When the organ really had it in hand' }) }),
) {}

export const deliveriesQuery = pageQuery.extend({
  status: z.enum(['WAITING', 'SENT', 'ARRIVED', 'BY_HAND']).optional(),
  recipient: z.string().max(64).optional(),
});
export type DeliveriesQuery = z.output<typeof deliveriesQuery>;
export class DeliveriesQueryDto extends createDto(deliveriesQuery) {}
