import { CreditCodeSchema } from '@xianjie/identifiers';
import { createDto, pageQuery } from '@xianjie/service';
import { z } from 'zod';

const lists = ['CNIPA_DISHONEST_ACT', 'SAMR_SERIOUS_LIST'] as const;

const listsQuery = pageQuery.extend({
  list: z.enum(lists).optional(),
  creditCode: CreditCodeSchema.optional(),
  status: z.enum(['listed', 'removed']).optional(),
});
export type ListsQuery = z.output<typeof listsQuery>;
export class ListsQueryDto extends createDto(listsQuery) {}

export const entryView = z.object({
  id: z.string(),
  list: z.enum(lists),
  status: z.enum(['listed', 'removed']),
  agency: z.string(),
  creditCode: z.string(),
  partyName: z.string(),
  recognisedOn: z.array(z.string()),
  startsOn: z.string(),
  endsOn: z.string(),
  removableFrom: z.string().nullable(),
  basis: z.string(),
  certainty: z.string(),
  removedOn: z.string().nullable(),
  removedBecause: z.string().nullable(),
  removedDocumentNo: z.string().nullable(),
  version: z.number().int(),
});

export const entryPage = z.object({ items: z.array(entryView), nextCursor: z.string().nullable() });
