import { LocalDateSchema } from '@xianjie/identifiers';
import { createDto } from '@xianjie/service';
import { z } from 'zod';
import { moment, organId, words } from '../transfers/texts.js';
import { measures, moveKinds } from './evidence.js';

const externalNo = words(64)
  .optional()
  .meta({ description: "The sender's own number: the same again changes nothing" });

const itemSchema = z.strictObject({
  name: words(200),
  quantity: z
    .string()
    .regex(/^(?=.*[1-9])\d{1,12}(\.\d{1,3})?$/)
    .meta({ description: 'A decimal number above zero' }),
  unit: words(20),
  features: words(500).optional(),
  origin: words(500).optional().meta({ description: 'Where it was found, and what proves it' }),
  measure: z.enum(measures),
  place: words(200).optional().meta({ description: 'Where it is kept' }),
  takenAt: moment.meta({ description: 'Since when the agency holds it' }),
});
export type GivenItem = z.output<typeof itemSchema>;

export const registerItemsSchema = z.strictObject({ externalNo, items: z.array(itemSchema).min(1).max(200) });
export type GivenItems = z.output<typeof registerItemsSchema>;
export class RegisterItemsDto extends createDto(registerItemsSchema) {}

export const moveItemsSchema = z.strictObject({
  externalNo,
  kind: z.enum(moveKinds),
  items: z.array(z.uuid().toLowerCase()).min(1).max(500),
  to: organId.meta({ description: 'Who has the items from now on' }),
  givenBy: words(100).meta({ description: 'Officer who gave them, as the receipt names' }),
  receivedBy: words(100),
  receiptNo: words(64).meta({ description: 'Number of the signed hand-over list' }),
  movedAt: moment.meta({ description: 'When they changed hands' }),
  place: words(200).optional(),
  reasons: words(2000).optional(),
  documents: z.array(z.uuid().toLowerCase()).max(20).optional(),
  partyToldOn: LocalDateSchema.optional(),
});
export type GivenMoveItems = z.output<typeof moveItemsSchema>;
export class MoveItemsDto extends createDto(moveItemsSchema) {}

export class ConfirmMoveDto extends createDto(
  z.strictObject({ differs: words(2000).optional().meta({ description: 'What is otherwise than written' }) }),
) {}
