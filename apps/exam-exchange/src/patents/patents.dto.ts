import { type LocalDate, LocalDateSchema, type PatentNumber, PatentNumberSchema } from '@xianjie/identifiers';
import { check, createDto, pageQuery } from '@xianjie/service';
import { z } from 'zod';
import type { PatentReport } from './patent.js';
import { type LegalEvent, legalEventKinds, patentStatuses } from './patent-status.js';

const address = z.strictObject({ number: PatentNumberSchema });

/** The number in an address. Throws DomainError `invalid` (`patent-number.…`). */
export function numberIn(text: string): PatentNumber {
  return check(address, { number: text }).number;
}

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

const knownAt = z.iso
  .datetime({ offset: true })
  .optional()
  .meta({ description: 'What the register knew at this instant; now unless told' });

export class StatusQueryDto extends createDto(
  z.strictObject({ asOf: LocalDateSchema.optional(), knownAt }),
) {}

export class TimelineQueryDto extends createDto(z.strictObject({ knownAt })) {}

const patentTypes = ['INVENTION', 'UTILITY_MODEL', 'DESIGN', 'PCT_INVENTION', 'PCT_UTILITY_MODEL'] as const;

const patentsQuery = pageQuery.extend({
  number: z
    .string()
    .transform((text) => text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, ''))
    .pipe(z.string().regex(/^(ZL|CN)?\d{1,12}(\.[\dX]?)?$/))
    .transform((text) => text.replace(/^(ZL|CN)/, ''))
    .optional()
    .meta({ description: 'The beginning of a number, with or without ZL or CN' }),
  title: z
    .string()
    .trim()
    .min(2)
    .max(100)
    .optional()
    .meta({ description: 'Part of a title, two characters or more' }),
  type: z.enum(patentTypes).optional(),
  status: z.enum(patentStatuses).optional(),
  on: LocalDateSchema.optional().meta({ description: 'The day of the status; today unless told' }),
});
export type PatentsQuery = z.output<typeof patentsQuery>;
export class PatentsQueryDto extends createDto(patentsQuery) {}

const legalEventView = z.object({
  number: z.string(),
  kind: z.enum(legalEventKinds),
  effectiveOn: z.string(),
  publishedOn: z.string(),
  recordedAt: z.string(),
  endsOn: z.string().optional(),
  corrects: z.string().optional(),
});

const answerView = {
  status: z.enum(patentStatuses),
  since: z.string().nullable(),
  basis: z.array(z.string()),
  notes: z.array(z.string()),
  certainty: z.string(),
};

const listedPatent = z.object({
  patentNumber: z.string(),
  type: z.enum(patentTypes),
  title: z.string(),
  filedOn: z.string(),
  endsOn: z.string(),
  ...answerView,
  lastEvent: legalEventView.nullable().meta({ description: 'The one recorded last' }),
});

export const patentPage = z.object({
  on: z.string(),
  items: z.array(listedPatent).meta({ description: 'May be fewer than asked for where a status is rare' }),
  nextCursor: z.string().nullable(),
});

export const timelineView = z.object({
  patentNumber: z.string(),
  title: z.string(),
  type: z.enum(patentTypes),
  filedOn: z.string(),
  endsOn: z.string().meta({ description: 'First day after the term' }),
  termYears: z.int(),
  termCertainty: z.string(),
  knownAt: z.string(),
  moments: z
    .array(z.string())
    .meta({ description: 'Each moment at which the register learned something, oldest first' }),
  periods: z.array(
    z.object({
      from: z.string(),
      until: z.string().nullable().meta({ description: 'Last day; null where nothing known ends it' }),
      ...answerView,
      restsOn: z.array(z.string()).meta({ description: 'Numbers of legal events' }),
    }),
  ),
  events: z.array(
    legalEventView.extend({ counts: z.boolean().meta({ description: 'False for one that was corrected' }) }),
  ),
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
  ...answerView,
  restsOn: z.array(legalEventView),
});
