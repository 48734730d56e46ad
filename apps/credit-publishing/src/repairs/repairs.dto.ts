import { CreditCodeSchema } from '@xianjie/identifiers';
import { createDto, pageQuery } from '@xianjie/service';
import { z } from 'zod';
import { seenVersion, words } from '../publicity/publicity.dto.js';
import { repairSubjects } from './repair.js';

const statuses = ['pending', 'granted', 'refused', 'withdrawn'] as const;

const applyForRepair = z.strictObject({
  subjectKind: z.enum(repairSubjects),
  subjectId: z.uuid(),
  corrected: z.boolean().meta({ description: 'Corrected, duties done, effects removed' }),
  commitment: z.boolean().meta({ description: 'A public commitment was made' }),
  statement: words(2000).optional(),
});
export type ApplyForRepair = z.output<typeof applyForRepair>;
export class ApplyForRepairDto extends createDto(applyForRepair) {}

const decideRepair = z.strictObject({
  version: seenVersion,
  granted: z.boolean(),
  reason: words(2000),
  documentNo: words(100).optional(),
});
export type DecideRepair = z.output<typeof decideRepair>;
export class DecideRepairDto extends createDto(decideRepair) {}

const repairsQuery = pageQuery.extend({
  status: z.enum(statuses).optional(),
  creditCode: CreditCodeSchema.optional(),
  subjectId: z.uuid().optional().meta({ description: 'Of this publicity record or list entry' }),
});
export type RepairsQuery = z.output<typeof repairsQuery>;
export class RepairsQueryDto extends createDto(repairsQuery) {}

export const repairView = z.object({
  id: z.string(),
  subjectKind: z.enum(repairSubjects),
  subjectId: z.string(),
  agency: z.string(),
  agencyName: z.string(),
  applicant: z.string(),
  applicantName: z.string(),
  creditCode: z.string().nullable(),
  system: z.string(),
  status: z.enum(statuses),
  appliedOn: z.string(),
  corrected: z.boolean(),
  commitment: z.boolean(),
  statement: z.string().nullable(),
  verdict: z.enum(['ELIGIBLE', 'TOO_EARLY', 'NOT_CORRECTED', 'NO_COMMITMENT']),
  earliest: z.string(),
  why: z.string(),
  basis: z.string(),
  certainty: z.string(),
  replyBy: z.string().nullable(),
  decidedOn: z.string().nullable(),
  reason: z.string().nullable(),
  documentNo: z.string().nullable(),
  subject: z
    .object({
      label: z.string().meta({ description: 'Number of the decision, or the list' }),
      partyName: z.string().nullable(),
      shownFrom: z.string().nullable(),
      endsOn: z.string().nullable(),
      removedOn: z.string().nullable(),
    })
    .nullable(),
  version: z.number().int(),
});

export const repairPage = z.object({ items: z.array(repairView), nextCursor: z.string().nullable() });
