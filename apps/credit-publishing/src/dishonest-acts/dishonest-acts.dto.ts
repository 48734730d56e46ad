import { CreditCodeSchema, LocalDateSchema } from '@xianjie/identifiers';
import { createDto, pageQuery } from '@xianjie/service';
import { z } from 'zod';
import { namePart } from '../named.js';
import { words } from '../publicity/publicity.dto.js';
import { actKinds } from './dishonest-act.js';

export class RecordActDto extends createDto(
  z.strictObject({
    kind: z.enum(actKinds),
    creditCode: CreditCodeSchema,
    partyName: words(200),
    recognisedOn: LocalDateSchema,
    recordNo: words(100).meta({
      description: "Number of the recognition document, else the agency's own number of the record",
    }),
    facts: words(2000),
    leftOutBecause: words(500)
      .optional()
      .meta({ description: 'Items 1 and 2: why it is not recognised (art 7)' }),
  }),
) {}

const actsQuery = pageQuery.extend({
  kind: z.enum(actKinds).optional(),
  creditCode: CreditCodeSchema.optional(),
  name: namePart,
  publishable: z.stringbool().optional(),
});
export type ActsQuery = z.output<typeof actsQuery>;
export class ActsQueryDto extends createDto(actsQuery) {}

export const actView = z.object({
  id: z.string(),
  kind: z.enum(actKinds),
  kindZh: z.string(),
  agency: z.string(),
  agencyName: z.string(),
  creditCode: z.string(),
  partyName: z.string(),
  recognisedOn: z.string(),
  recordNo: z.string(),
  facts: z.string(),
  publishable: z.boolean(),
  why: z.string().meta({ description: 'Why it is published, or is not' }),
  basis: z.string(),
  certainty: z.string(),
  entryId: z.string().nullable(),
  leftOutBecause: z.string().nullable(),
  version: z.number().int(),
});

export const actPage = z.object({ items: z.array(actView), nextCursor: z.string().nullable() });
