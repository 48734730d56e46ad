import { createDto, pageQuery } from '@xianjie/service';
import { z } from 'zod';
import { actTypes } from '../leads/lead-content.js';
import { reason } from '../leads/input.js';
import { MAX_MEMBERS } from './suggestions.js';
import { shelves } from './cluster.js';
import { matchKeys } from './matter.js';

const version = z
  .number()
  .int()
  .min(1)
  .optional()
  .meta({ description: 'The version that was read; a newer one is 409. Left out: whatever is there' });

export class ConfirmClusterDto extends createDto(
  z.strictObject({
    version,
    leadIds: z
      .array(z.uuid())
      .min(1)
      .max(MAX_MEMBERS)
      .optional()
      .meta({ description: 'Which of the suggested leads; all that the caller sees unless told' }),
  }),
) {}
export class EndClusterDto extends createDto(z.strictObject({ version, reason })) {}

export const clustersQuery = pageQuery.extend({
  shelf: z
    .enum(shelves)
    .default('awaiting')
    .meta({ description: 'awaiting: with suggestions; ended: dismissed or undone' }),
  leadId: z
    .uuid()
    .optional()
    .meta({ description: 'Only those that this lead stands or stood in, whatever their shelf' }),
});
export type ClustersQuery = z.output<typeof clustersQuery>;
export class ClustersQueryDto extends createDto(clustersQuery) {}

const keys = z.array(z.enum(matchKeys));
const clusterLead = z.object({
  leadId: z.string(),
  state: z.enum(['suggested', 'confirmed', 'dismissed', 'undone']),
  keys: keys.meta({ description: 'What it has in common with the lead it is most like' }),
  score: z.number().int(),
  like: z.string().nullable().meta({ description: 'That lead; null where the caller may not see it' }),
  submitter: z.string(),
  externalNo: z.string(),
  subjectName: z.string(),
  patentNumber: z.string().nullable(),
  actType: z.enum(actTypes),
  actOn: z.string(),
  areaCode: z.string(),
  goods: z.string(),
  status: z.string(),
});

export const clusterView = z.object({
  id: z.string(),
  status: z.enum(['suggested', 'confirmed', 'dismissed', 'undone']),
  score: z.number().int().meta({ description: 'The least that one of its leads has in common with another' }),
  keys,
  suggestedOn: z.string(),
  confirmedOn: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  endedOn: z.string().nullable(),
  because: z.string().nullable(),
  leads: z.array(clusterLead),
  others: z.number().int().meta({ description: 'How many of its leads the caller may not see' }),
  acts: z.array(
    z.object({
      act: z.enum(['suggested', 'confirmed', 'dismissed', 'undone']),
      on: z.string(),
      at: z.string(),
      agency: z.string().nullable(),
      officer: z.string().nullable(),
      leads: z.number().int(),
      because: z.string().nullable(),
    }),
  ),
  version: z.number().int(),
});
export type ClusterView = z.output<typeof clusterView>;
export const clusterPage = z.object({ items: z.array(clusterView), nextCursor: z.string().nullable() });
