import { LocalDateSchema } from '@xianjie/identifiers';
import { createDto, pageQuery } from '@xianjie/service';
import {
  DELIVERY_DOCUMENTS,
  type DeliveryDocument,
  type ExtensionKey,
  TRANSFER_EVENTS,
  TRANSFER_STATES,
  type TransferEvent,
  type TransferState,
} from '@xianjie/statutes';
import { z } from 'zod';
import { organId, moment, words } from './texts.js';
import { reachable } from './reached.js';
import type { StepInput } from './transfer-step.js';

/** Steps that begin a transfer, and the one that is taken when a delivery arrives, have routes of their own. */
const elsewhere: readonly string[] = ['CRIME_SUSPECTED', 'REVERSE_CASE_RECEIVED', 'DELIVERED'];
const steps = (Object.keys(TRANSFER_EVENTS) as TransferEvent[]).filter((event) => !elsewhere.includes(event));
const papers = Object.keys(DELIVERY_DOCUMENTS) as DeliveryDocument[];
const states = Object.keys(TRANSFER_STATES) as TransferState[];

const externalNo = words(64).meta({ description: "The sender's own number: the same again changes nothing" });
const officer = z
  .strictObject({ name: words(100) })
  .meta({ description: 'Who signed, where a system acts for its officers or a paper is registered' });
const documents = z
  .array(z.uuid().toLowerCase())
  .max(100)
  .meta({ description: 'Ids of documents of the transfer' });
const missing = z.array(z.strictObject({ kind: z.enum(papers), reason: words(500) })).max(5);
const documentNo = words(64).meta({ description: 'Number of the document' });
const reasons = words(4000);

export const takeStepSchema = z.strictObject({
  step: z.enum(steps).meta({ description: 'Event of the state table' }),
  version: z
    .number()
    .int()
    .min(1)
    .optional()
    .meta({ description: 'Of the transfer as it was seen; refused with 409 where it has changed since' }),
  externalNo: externalNo.optional(),
  officer: officer.optional(),
  documentNo: documentNo.optional(),
  effectiveAt: moment
    .optional()
    .meta({ description: 'When it was really signed, delivered or decided; now unless told' }),
  reasons: reasons.optional(),
  documents: documents.optional(),
  missing: missing.optional(),
  forwardedTo: organId.optional(),
  otherOrgan: words(200).optional(),
  extension: z
    .strictObject({
      key: z
        .string()
        .regex(/^[A-Z0-9_]{1,64}$/)
        .transform((key) => key as ExtensionKey),
      approvedBy: words(200).meta({ description: 'Office and name of who approved it' }),
    })
    .optional(),
  seizedItems: z.number().int().min(0).max(1_000_000).optional(),
  partyToldOn: LocalDateSchema.optional(),
  criminalFineFen: z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .optional(),
  higherProcuratorate: organId.optional(),
}) satisfies z.ZodType<StepInput>;
export class TakeStepDto extends createDto(takeStepSchema) {}

export class OpenReverseDto extends createDto(
  z.strictObject({
    caseId: z.uuid().toLowerCase(),
    areaCode: z
      .string()
      .regex(/^\d{6}$/)
      .meta({ description: 'Place of the case, GB/T 2260' }),
    caseNo: words(64).optional(),
    charge: words(200).optional(),
    externalNo: externalNo.optional(),
    officer: officer.optional(),
    documentNo: documentNo.meta({ description: 'Number of the letter with which it came' }),
    effectiveAt: moment.optional(),
    reasons: reasons.optional(),
  }),
) {}

export class GiveOpinionDto extends createDto(
  z.strictObject({
    externalNo: externalNo.optional(),
    officer: officer.optional(),
    documentNo,
    effectiveAt: moment.optional(),
    reasons,
  }),
) {}

export class SignReportDto extends createDto(
  z.strictObject({
    documentId: z.uuid().toLowerCase().meta({ description: 'The report, a document of the transfer' }),
  }),
) {}

export const transfersQuery = pageQuery.extend({
  state: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum([...states, 'UNDECIDED', 'FORWARDED'])).max(30))
    .optional()
    .meta({ description: 'One state, or several with commas between' }),
  owes: z.enum(['own', 'others']).optional().meta({ description: 'Whose the limit is that ends first' }),
  late: z.stringbool().optional().meta({ description: 'true: the limit that ends first has passed' }),
  closed: z.stringbool().default(false),
  all: z.stringbool().default(false).meta({ description: 'true: open and closed ones' }),
  area: z
    .string()
    .regex(/^\d{2}(\d{2}){0,2}$/)
    .optional()
    .meta({ description: 'Place of the act: the first 2, 4 or 6 digits of GB/T 2260' }),
  openedFrom: LocalDateSchema.optional(),
  openedTo: LocalDateSchema.optional(),
  reached: z.enum(reachable).optional().meta({ description: 'Only those that came so far' }),
  caseId: z.uuid().toLowerCase().optional(),
  caseNo: z.string().max(64).optional(),
});
export type TransfersQuery = z.output<typeof transfersQuery>;
export class TransfersQueryDto extends createDto(transfersQuery) {}
