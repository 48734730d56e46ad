import { z } from 'zod';
import { createDto } from '../dto/create-dto.js';

const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .meta({ description: 'Such as 2026-03' });

/** Months counted at most. */
const LONGEST = 60;

export const monthsBetween = (from: string, to: string): number => {
  const of = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return of(to) - of(from) + 1;
};

export class StatisticsQueryDto extends createDto(
  z.strictObject({ from: month, to: month }).superRefine(({ from, to }, context) => {
    const months = monthsBetween(from, to);
    if (months >= 1 && months <= LONGEST) return;
    context.addIssue({
      code: 'custom',
      path: ['to'],
      message: `From 1 to ${LONGEST} months are counted`,
      params: { rule: 'statistics.months', zh: `统计期间应为1至${LONGEST}个月` },
    });
  }),
) {}

const text = z.object({ zh: z.string(), en: z.string() });

export const measureView = z.object({
  key: z.string(),
  name: text,
  list: z.string().meta({
    description:
      'The list behind a number: `{province}` stands for the two digits of its province, `{from}` and `{to}` for the first and the last day of its month. Where several cells are added up, the days and no province',
  }),
});
export type Measure = z.output<typeof measureView>;

export const rateView = z.object({
  key: z.string(),
  name: text,
  question: text.meta({ description: 'What it answers' }),
  part: z.string().meta({ description: 'Key of the measure that is divided' }),
  whole: z.string().meta({ description: 'Key of the measure that divides' }),
});
export type Rate = z.output<typeof rateView>;

export const statisticsView = z.object({
  service: z.string(),
  at: z.string(),
  from: month,
  to: month,
  measures: z.array(measureView),
  rates: z.array(rateView),
  cells: z
    .array(
      z.object({
        month,
        province: z
          .string()
          .meta({ description: 'First two digits of GB/T 2260; empty where none is known' }),
        values: z.array(z.number().int()).meta({ description: 'In the order of the measures' }),
      }),
    )
    .meta({ description: 'Only where there is something to count' }),
});
