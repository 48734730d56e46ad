import { createDto, pageQuery } from '@xianjie/service';
import { z } from 'zod';
import { fineView } from '../transfers/transfers.views.js';
import { copyKinds } from './copies.store.js';

const stages = ['NONE', 'UNDECIDED', 'REFUSED', 'APPROVED'] as const;

export class UntransferredQueryDto extends createDto(
  pageQuery.extend({ agency: z.string().max(64).optional(), stage: z.enum(stages).optional() }),
) {}

export class CopiesQueryDto extends createDto(
  pageQuery.extend({ kind: z.enum(copyKinds).optional(), caseId: z.uuid().toLowerCase().optional() }),
) {}

const untransferredView = z.object({
  caseId: z.string(),
  caseNo: z.string().nullable(),
  agency: z.string(),
  areaCode: z.string(),
  duty: z.string().meta({ description: 'Of the latest findings' }),
  dutySince: z.string().meta({ description: 'Of the first findings that carried a duty' }),
  grounds: z.array(z.string()),
  basis: z.string().nullable(),
  certainty: z.string().nullable(),
  stage: z
    .enum(stages)
    .meta({ description: 'UNDECIDED: what the agency drafts is its own until it has decided' }),
  fines: z.number().int().meta({ description: 'Fines imposed in the case, those annulled not counted' }),
  closedOn: z.string().nullable(),
});
export const untransferredPage = z.object({
  items: z.array(untransferredView),
  nextCursor: z.string().nullable(),
});

const copyView = z.object({
  id: z.string(),
  caseId: z.string(),
  transferId: z.string().nullable(),
  stepNo: z.number().int().nullable(),
  kind: z.enum(copyKinds),
  content: z.looseObject({}),
  at: z.string(),
});
export const copyPage = z.object({ items: z.array(copyView), nextCursor: z.string().nullable() });

const flaggedFineView = fineView.extend({
  caseId: z.string(),
  caseNo: z.string().nullable(),
  agency: z.string(),
  transferId: z.string().nullable(),
});
export const finePage = z.object({ items: z.array(flaggedFineView), nextCursor: z.string().nullable() });
