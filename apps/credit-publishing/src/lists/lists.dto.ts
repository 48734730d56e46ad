import { CreditCodeSchema } from '@xianjie/identifiers';
import { createDto, pageQuery } from '@xianjie/service';
import { z } from 'zod';
import { namePart } from '../named.js';

const lists = ['CNIPA_DISHONEST_ACT', 'SAMR_SERIOUS_LIST'] as const;

const listsQuery = pageQuery.extend({
  list: z.enum(lists).optional(),
  creditCode: CreditCodeSchema.optional(),
  name: namePart,
  status: z.enum(['listed', 'removed']).optional(),
});
export type ListsQuery = z.output<typeof listsQuery>;
export class ListsQueryDto extends createDto(listsQuery) {}

export const entryView = z.object({
  id: z.string(),
  list: z.enum(lists),
  status: z.enum(['listed', 'removed']),
  agency: z.string(),
  agencyName: z.string(),
  creditCode: z.string(),
  partyName: z.string(),
  recognisedOn: z.array(z.string()),
  startsOn: z.string(),
  endsOn: z.string(),
  removableFrom: z.string().nullable(),
  repairableFrom: z.string().nullable().meta({
    description: 'First day on which removal may be asked for, by the list or by the rules of today',
  }),
  repairBasis: z.string().nullable(),
  repairCertainty: z.string().nullable(),
  says: z.object({ zh: z.string(), en: z.string() }).meta({ description: 'What the law says of the term' }),
  basis: z.string(),
  certainty: z.string(),
  removedOn: z.string().nullable(),
  removedBecause: z.string().nullable(),
  removedDocumentNo: z.string().nullable(),
  version: z.number().int(),
});

export const entryPage = z.object({ items: z.array(entryView), nextCursor: z.string().nullable() });
