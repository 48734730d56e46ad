import { LocalDateSchema } from '@xianjie/identifiers';
import { createDto, pageQuery } from '@xianjie/service';
import { z } from 'zod';
import { reason, words } from '../leads/input.js';
import { titlePart } from '../named.js';
import { circularStatuses, outcomes } from './circular.js';

const version = z
  .number()
  .int()
  .min(1)
  .optional()
  .meta({ description: 'The version that was read; a newer one is 409. Left out: whatever is there' });

const proposeCircular = z.strictObject({ caseId: z.uuid(), title: words(200), body: words(10_000) });
export type ProposeCircular = z.output<typeof proposeCircular>;
export class ProposeCircularDto extends createDto(proposeCircular) {}

const distributeCircular = z.strictObject({
  version,
  circularNo: words(64).meta({ description: "The issuer's number of it, such as 浙知通〔2026〕5号" }),
  addressees: z
    .array(z.string().max(63))
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'Ids of subordinate agencies; all but the proposer unless told' }),
  acknowledgeWithin: z
    .int()
    .min(1)
    .max(60)
    .default(5)
    .meta({ description: 'Working days for the acknowledgement' }),
});
export type DistributeCircular = z.output<typeof distributeCircular>;
export class DistributeCircularDto extends createDto(distributeCircular) {}

export class EndCircularDto extends createDto(z.strictObject({ version, reason })) {}

const correctCircular = z.strictObject({ version, title: words(200), body: words(10_000), reason });
export type CorrectCircular = z.output<typeof correctCircular>;
export class CorrectCircularDto extends createDto(correctCircular) {}

const reportOutcome = z.strictObject({
  outcome: z.enum(outcomes),
  caseId: z.uuid().optional().meta({ description: 'FILED, MERGED: the own case' }),
  note: words(2000).optional(),
});
export type ReportOutcome = z.output<typeof reportOutcome>;
export class ReportOutcomeDto extends createDto(reportOutcome) {}

const circularsQuery = pageQuery.extend({
  status: z.enum(circularStatuses).optional(),
  caseId: z.uuid().optional(),
  circularNo: z.string().max(64).optional(),
  title: titlePart,
  mine: z
    .enum(['to-acknowledge'])
    .optional()
    .meta({ description: 'Those the caller has yet to acknowledge' }),
  addresseesIn: z
    .string()
    .regex(/^\d{2}$/)
    .optional()
    .meta({ description: 'Only those addressed to an agency of this province: two digits of GB/T 2260' }),
  receipt: z.enum(['acknowledged', 'answered', 'silent']).optional().meta({
    description: 'With `addresseesIn`: only those that an agency there acknowledged, answered, let pass',
  }),
  distributedFrom: LocalDateSchema.optional(),
  distributedTo: LocalDateSchema.optional(),
  silent: z
    .stringbool()
    .optional()
    .meta({ description: 'true: only those with an addressee that is silent' }),
});
export type CircularsQuery = z.output<typeof circularsQuery>;
export class CircularsQueryDto extends createDto(circularsQuery) {}

const recipientView = z.object({
  agency: z.string(),
  name: z.string(),
  state: z.enum(['waiting', 'silent', 'outdated', 'acknowledged', 'answered']),
  acknowledgeBy: z.string(),
  acknowledgedRevision: z.number().int(),
  acknowledgedAt: z.string().nullable(),
  acknowledgedBy: z.string().nullable(),
  outcome: z.enum(outcomes).nullable(),
  outcomeCaseId: z.string().nullable(),
  outcomeNote: z.string().nullable(),
  outcomeAt: z.string().nullable(),
  remindedAt: z.string().nullable(),
  reminders: z.number().int(),
});

export const circularView = z.object({
  id: z.string(),
  caseId: z.string(),
  proposer: z.string(),
  issuer: z.string().nullable(),
  circularNo: z.string().nullable(),
  title: z.string(),
  body: z.string(),
  revision: z.number().int(),
  status: z.enum(circularStatuses),
  proposedOn: z.string(),
  distributedOn: z.string().nullable(),
  acknowledgeBy: z.string().nullable(),
  endedOn: z.string().nullable(),
  endedBecause: z.string().nullable(),
  recipients: z.array(recipientView).meta({ description: 'An addressee sees its own line alone' }),
  silent: z.array(z.string()).meta({ description: 'Names of those that let the day pass' }),
  acts: z.array(
    z.object({
      act: z.enum(['proposed', 'returned', 'distributed', 'corrected', 'withdrawn', 'reminded']),
      at: z.string(),
      agency: z.string(),
      officer: z.string().nullable(),
      what: z.string().nullable(),
    }),
  ),
  version: z.number().int(),
});
export type CircularView = z.output<typeof circularView>;
export const circularPage = z.object({ items: z.array(circularView), nextCursor: z.string().nullable() });
