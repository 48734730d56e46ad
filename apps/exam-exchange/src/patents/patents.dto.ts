import { type LocalDate, LocalDateSchema, PatentNumberSchema } from '@xianjie/identifiers';
import { createDto } from '@xianjie/service';
import { z } from 'zod';
import type { PatentReport } from './patent.js';
import { type LegalEvent, legalEventKinds } from './patent-status.js';

const legalEventSchema = z.strictObject({
  number: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .meta({ description: "The register's own number of the event, unique for the patent" }),
  kind: z.enum(legalEventKinds),
  effectiveOn: LocalDateSchema,
  publishedOn: LocalDateSchema,
  endsOn: LocalDateSchema.optional().meta({
    description: 'TERM_COMPENSATED: first day after the compensated term',
  }),
  corrects: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'CORRECTED: number of the event entered wrongly' }),
});

/** An import line. A patent's legal events may come bit by bit; those recorded stay. */
export const patentReportSchema = z
  .strictObject({
    patentNumber: PatentNumberSchema,
    title: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), {
        error: 'Control characters are not allowed',
        params: { rule: 'text.control-character', zh: '不得含有控制字符' },
      }),
    filedOn: LocalDateSchema.meta({
      description: 'Day from which the term runs; of a PCT application the international one',
    }),
    legalEvents: z.array(legalEventSchema).max(500),
  })
  .superRefine(({ filedOn, legalEvents }, ctx) => {
    legalEvents.forEach((event, index) => {
      for (const { field, rule, message, zh } of faultsOf(event, filedOn)) {
        ctx.addIssue({ code: 'custom', path: ['legalEvents', index, field], message, params: { rule, zh } });
      }
    });
  }) satisfies z.ZodType<PatentReport>;

function faultsOf(event: LegalEvent, filedOn: LocalDate) {
  const faults: { field: string; rule: string; message: string; zh: string }[] = [];
  if (event.effectiveOn < filedOn) {
    faults.push({
      field: 'effectiveOn',
      rule: 'legal-event.before-filing',
      message: 'Nothing happens to a patent before it was filed',
      zh: '法律事件不得早于申请日',
    });
  }
  if (event.kind === 'TERM_COMPENSATED' && event.endsOn === undefined) {
    faults.push({
      field: 'endsOn',
      rule: 'legal-event.end-missing',
      message: 'A compensated term says when it ends',
      zh: '期限补偿须注明届满日',
    });
  }
  if (event.kind === 'CORRECTED' && event.corrects === undefined) {
    faults.push({
      field: 'corrects',
      rule: 'legal-event.corrects-missing',
      message: 'A correction names the event it corrects',
      zh: '更正须注明所更正的法律事件',
    });
  }
  return faults;
}

export class StatusQueryDto extends createDto(
  z.strictObject({
    asOf: LocalDateSchema.optional(),
    knownAt: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'What the register knew at this instant; now unless told' }),
  }),
) {}

const legalEventView = z.object({
  number: z.string(),
  kind: z.enum(legalEventKinds),
  effectiveOn: z.string(),
  publishedOn: z.string(),
  recordedAt: z.string(),
});

export const patentView = z.object({
  patentNumber: z.string(),
  type: z.string(),
  title: z.string(),
  filedOn: z.string(),
  endsOn: z.string(),
  legalEvents: z.array(legalEventView),
  version: z.number().int(),
});

export const statusView = z.object({
  patentNumber: z.string(),
  asOf: z.string(),
  knownAt: z.string(),
  status: z.string(),
  since: z.string().nullable(),
  restsOn: z.array(legalEventView),
  basis: z.array(z.string()),
  notes: z.array(z.string()),
  certainty: z.string(),
});
