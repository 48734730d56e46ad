import { z } from 'zod';
import { lineStates } from './history.js';

const text = z.object({ zh: z.string(), en: z.string() });

export const historyView = z.object({
  items: z
    .array(
      z.object({
        on: z.string(),
        at: z
          .string()
          .nullable()
          .meta({ description: 'When it was entered; null where only its day is known' }),
        what: z.string().meta({ description: 'Code, such as `publicity.publish`' }),
        title: text,
        agency: z.object({ id: z.string(), name: z.string() }).nullable(),
        documentNo: z.string().nullable(),
        reason: z.string().nullable().meta({ description: 'For organs; others are not told' }),
        basis: z.string().nullable(),
        certainty: z.string().nullable(),
        state: z
          .enum(lineStates)
          .meta({ description: 'ahead: comes by itself; waiting, late: somebody must act' }),
      }),
    )
    .meta({ description: 'What happened, oldest first; then what is awaited; then what is to come' }),
});
