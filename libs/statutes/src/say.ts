import type { Period, PeriodKind } from '@xianjie/calendar';
import { formatYuan } from './money.js';
import type { Row, Text } from './rule.js';

const PERIOD_WORDS: Readonly<Record<PeriodKind, Text>> = {
  DAYS: { zh: '日', en: 'day' },
  CALENDAR: { zh: '日', en: 'day' },
  WORKDAYS: { zh: '个工作日', en: 'working day' },
  MONTHS: { zh: '个月', en: 'month' },
  HOURS: { zh: '小时', en: 'hour' },
};

/** `3日`, `3 days`. */
export function sayPeriod({ kind, n }: Period): Text {
  const { zh, en } = PERIOD_WORDS[kind];
  return { zh: `${n}${zh}`, en: `${n} ${en}${n === 1 ? '' : 's'}` };
}

/** `1个月，再加15日`: periods that follow each other. */
export function sayPeriods(periods: readonly Period[]): Text {
  const said = periods.map(sayPeriod);
  return { zh: said.map(({ zh }) => zh).join('加'), en: said.map(({ en }) => en).join(' and ') };
}

export function sayAmount(fen: bigint): Text {
  return { zh: `${formatYuan(fen)}元`, en: `${formatYuan(fen)} yuan` };
}

/** What a line says, its figures filled in from its params. */
export function sayRule(row: Row<unknown>): Text {
  return { zh: fill(row.zh, row.params, 'zh'), en: fill(row.en, row.params, 'en') };
}

/** What several lines say, one after the other. */
export function sayTogether(rows: readonly Row<unknown>[]): Text {
  const said = rows.map(sayRule);
  return { zh: said.map(({ zh }) => zh).join('；'), en: said.map(({ en }) => en).join('; ') };
}

function fill(template: string, params: unknown, language: keyof Text): string {
  return template.replace(/\{([\w.]+)\}/g, (_whole, path: string) =>
    sayValue(valueAt(params, path), language),
  );
}

function valueAt(params: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], params);
}

function sayValue(value: unknown, language: keyof Text): string {
  if (typeof value === 'bigint') return sayAmount(value)[language];
  if (Array.isArray(value)) return sayPeriods(value as Period[])[language];
  if (isPeriod(value)) return sayPeriod(value)[language];
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  throw new Error('A line names a figure that its params do not hold');
}

const isPeriod = (value: unknown): value is Period =>
  typeof value === 'object' && value !== null && 'kind' in value && 'n' in value;
