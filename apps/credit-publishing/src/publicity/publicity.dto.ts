import { CreditCodeSchema, LocalDateSchema } from '@xianjie/identifiers';
import { createDto, pageQuery } from '@xianjie/service';
import { z } from 'zod';
import { namePart } from '../named.js';
import { publicitySystems, recordStatuses, removalReasons } from './publicity-record.js';

/** Half a surrogate pair and control characters but for line breaks and tabs are kept by no database. */
const storable = (text: string): boolean => text.isWellFormed() && !/(?![\t\n\r])\p{Cc}/u.test(text);

export const words = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine(storable, {
      error: 'Control characters are not allowed',
      params: { rule: 'text.control-character', zh: '不得含有控制字符' },
    });

export const seenVersion = z
  .int()
  .min(1)
  .optional()
  .meta({ description: 'The version that was seen; another one is answered 409' });

export class PublishRecordDto extends createDto(z.strictObject({ version: seenVersion })) {}

const correctRecord = z.strictObject({
  version: seenVersion,
  violation: words(2000),
  legalBasis: words(2048),
  content: words(4000),
  reason: words(500),
});
export type CorrectRecord = z.output<typeof correctRecord>;
export class CorrectRecordDto extends createDto(correctRecord) {}

export class WithholdRecordDto extends createDto(
  z.strictObject({ version: seenVersion, reason: words(500) }),
) {}

export class TakeBackRecordDto extends createDto(
  z.strictObject({ version: seenVersion, reason: words(500), documentNo: words(100).optional() }),
) {}

const publicityQuery = pageQuery.extend({
  status: z.enum(recordStatuses).optional(),
  system: z.enum(publicitySystems).optional(),
  creditCode: CreditCodeSchema.optional(),
  decisionNo: z.string().max(128).optional(),
  name: namePart,
  own: z.stringbool().optional().meta({ description: "true: only those of the caller's own decisions" }),
  area: z
    .string()
    .regex(/^\d{2}(\d{2}){0,2}$/)
    .optional()
    .meta({ description: 'Place of the act: the first 2, 4 or 6 digits of GB/T 2260' }),
  decidedFrom: LocalDateSchema.optional(),
  decidedTo: LocalDateSchema.optional(),
  shown: z.stringbool().optional().meta({ description: 'true: only those that are shown, or were' }),
  removedBecause: z.enum(removalReasons).optional(),
  late: z
    .stringbool()
    .optional()
    .meta({ description: 'true: only those that should have been published by now' }),
});
export type PublicityQuery = z.output<typeof publicityQuery>;
export class PublicityQueryDto extends createDto(publicityQuery) {}

const date = z.string().nullable();

export const recordView = z.object({
  id: z.string(),
  decisionId: z.string(),
  system: z.enum(publicitySystems),
  status: z.enum(recordStatuses),
  agency: z.string(),
  decisionNo: z.string(),
  creditCode: z.string().nullable(),
  violation: z.string(),
  legalBasis: z.string(),
  content: z.string(),
  penaltyClass: z.string().nullable(),
  basis: z.string().nullable(),
  certainty: z.string().nullable(),
  withheldBecause: z.string().nullable(),
  publishBy: date,
  publishedOn: date,
  repairableFrom: date,
  endsOn: date,
  removedOn: date,
  removedBecause: z.string().nullable(),
  removedDocumentNo: z.string().nullable(),
  version: z.number().int(),
});

export const showingView = z.object({
  startsOn: date.meta({ description: 'Day from which the period runs; null until it is known' }),
  runsFrom: z.enum(['DECISION', 'PUBLICATION']).nullable(),
  shownFrom: date,
  repairableFrom: date.meta({
    description: 'First day on which a repair may be asked for, by the rules of today',
  }),
  repairBasis: z.string().nullable(),
  repairCertainty: z.string().nullable(),
  earlyStop: z.boolean().meta({ description: 'Whether the law lets the showing end early at all' }),
  longestUntil: date.meta({ description: 'Last day, unless it is removed before' }),
  removedOn: date,
});

const listedRecord = recordView.extend({
  agencyName: z.string(),
  decidedOn: z.string(),
  partyKind: z.string(),
  partyName: z.string().nullable(),
  showing: showingView,
});

export const recordPage = z.object({ items: z.array(listedRecord), nextCursor: z.string().nullable() });

export const recordDetail = listedRecord.extend({
  caseId: z.string(),
  rule: z
    .object({
      key: z.string(),
      validFrom: z.string(),
      validTo: date,
      says: z.object({ zh: z.string(), en: z.string() }),
    })
    .nullable()
    .meta({ description: 'The line of the law that the period rests on; null where it was replaced since' }),
  publishRule: z
    .object({
      basis: z.string(),
      certainty: z.string(),
      says: z.object({ zh: z.string(), en: z.string() }),
    })
    .nullable()
    .meta({ description: 'By when it must be shown' }),
  penalties: z.array(z.string()),
  fineFen: z.string(),
  confiscationFen: z.string(),
  annulledOn: date,
  row: z
    .record(z.string(), z.string().nullable())
    .nullable()
    .meta({ description: 'Columns of the published-penalty layout (2018), while it is shown' }),
});
