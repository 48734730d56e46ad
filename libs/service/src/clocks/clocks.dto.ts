import { buckets } from '@xianjie/deadlines';
import { z } from 'zod';
import { createDto } from '../dto/create-dto.js';
import { pageQuery } from '../dto/page.js';

export class ClocksQueryDto extends createDto(
  pageQuery.extend({
    bucket: z.enum(buckets).optional().meta({
      description:
        'LATE: under every reading. TODAY: the earlier reading ends today or has ended. WEEK: by Sunday. All of them unless told',
    }),
  }),
) {}

const text = z.object({ zh: z.string(), en: z.string() });

export const clockView = z.object({
  id: z.string(),
  bucket: z.enum(buckets),
  responsible: z
    .boolean()
    .meta({ description: 'false: another agency must act; the caller is told because it is late' }),
  agency: z.object({ id: z.string(), name: z.string() }).meta({ description: 'Who must act' }),
  limit: z.object({ key: z.string(), name: text }).meta({ description: 'What must be done within what' }),
  meaning: z.enum(['DUTY', 'RIGHT', 'CONDITIONAL']).meta({
    description:
      'DUTY: whoever lets it pass is late. RIGHT: nothing can be asked after it. CONDITIONAL: it binds only where its condition holds',
  }),
  basis: z.string(),
  certainty: z.string(),
  subject: z.object({
    type: z.string().meta({ description: 'Such as `case`, `transfer`, `lead`' }),
    id: z.string(),
    label: z.string().nullable().meta({ description: 'Its number; null where the caller may not open it' }),
  }),
  state: z.literal('RUNNING'),
  startedAt: z.string().nullable(),
  dueAt: z.string().meta({ description: 'End by the earlier reading: the alarm' }),
  lateAt: z.string().meta({ description: 'End by the later reading: late from then on' }),
  dueText: text,
  counted: text.meta({ description: 'How it was counted, such as `24小时不顺延`' }),
  provisional: z
    .boolean()
    .meta({ description: 'A day of a year whose calendar is not loaded was needed: the end may move' }),
});
/** A limit as worklists show it, whatever table keeps it. */
export type ClockView = z.output<typeof clockView>;

export const clockPage = z.object({ items: z.array(clockView), nextCursor: z.string().nullable() });

const count = z.int().meta({ description: 'Up to 1000 of each kind of limit' });
export const clockCounts = z.object({ LATE: count, TODAY: count, WEEK: count });
