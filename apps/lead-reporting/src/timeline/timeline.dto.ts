import { z } from 'zod';

const text = z.object({ zh: z.string(), en: z.string() });
const party = z.object({ id: z.string(), name: z.string() });

export const timelineKinds = [
  'lead',
  'check',
  'patent',
  'cluster',
  'case',
  'transfer',
  'circular',
  'publicity',
] as const;

export const timelineLine = z.object({
  on: z.string().meta({ description: 'Day of the act, or on which the gap ends' }),
  at: z
    .string()
    .nullable()
    .meta({ description: 'When it was entered here; null where only its day is known' }),
  kind: z.enum(timelineKinds),
  what: z.string().meta({ description: 'Code of the hop, such as `circular.acknowledged`' }),
  title: text,
  agency: party.nullable().meta({ description: 'Who did it, or of whom it is awaited' }),
  officer: z.string().nullable(),
  to: z.array(party).meta({ description: 'To whom it went' }),
  documentNo: z.string().nullable(),
  basis: z.string().nullable(),
  note: z.string().nullable(),
  state: z.enum(['done', 'waiting', 'late']).meta({ description: 'waiting, late: a gap, drawn as one' }),
  days: z.int().nullable().meta({ description: 'Of a gap: days left, below zero those by which it is late' }),
  link: z.object({ type: z.string(), id: z.string() }).nullable(),
});
export type TimelineLine = z.output<typeof timelineLine>;

export const timelineView = z.object({
  items: z
    .array(timelineLine)
    .meta({ description: 'Oldest first; what is awaited stands at the end, what is due first first' }),
});
