import type { Words } from '../words/words.js';

/** Both included: `2026-03`. */
export interface Months {
  readonly from: string;
  readonly to: string;
}

export interface Measure {
  readonly key: string;
  readonly name: Words<string>;
  /** The console's list behind a number, with `{province}`, `{from}` and `{to}` to be filled in. */
  readonly list: string;
}

export interface Rate {
  readonly key: string;
  readonly name: Words<string>;
  readonly question: Words<string>;
  readonly part: string;
  readonly whole: string;
}

export interface Measured {
  readonly measures: readonly Measure[];
  readonly rates: readonly Rate[];
  readonly numbers: readonly {
    readonly month: string;
    readonly province: string;
    readonly key: string;
    readonly value: number;
  }[];
}

/** Where the console shows what a service lists under this path. */
export function listPath(list: string): string {
  return list
    .replace(/^\/publicity\b/, '/credit/publicity')
    .replace(/^\/transfers\?/, '/transfers?view=list&');
}

/** The sums of a measure by province or by month. */
export function sumBy({ numbers }: Measured, by: 'province' | 'month', key: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const each of numbers) {
    if (each.key === key) sums.set(each[by], (sums.get(each[by]) ?? 0) + each.value);
  }
  return sums;
}

export function total(measured: Measured, key: string): number {
  return [...sumBy(measured, 'month', key).values()].reduce((all, each) => all + each, 0);
}

/** The share as a number from 0 to 1; null where there is nothing to divide. */
export const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

export const percent = (share: number | null): string =>
  share === null ? '—' : `${(share * 100).toFixed(share === 1 ? 0 : 1)}%`;

/** The list behind a number: of a province, or of all where none is named. */
export function listOf({ list }: Measure, { from, to }: Months, province?: string): string {
  const [path = '', query = ''] = list
    .replace('{from}', `${from}-01`)
    .replace('{to}', lastDayOf(to))
    .split('?');
  const words = new URLSearchParams(query);
  if (province === undefined) {
    for (const name of ['area', 'addresseesIn']) words.delete(name);
  } else {
    for (const [name, value] of [...words]) if (value === '{province}') words.set(name, province);
  }
  return `${path}?${words}`;
}

export function lastDayOf(month: string): string {
  const [year = 0, of = 0] = month.split('-').map(Number);
  return `${month}-${new Date(Date.UTC(year, of, 0)).getUTCDate()}`;
}

/** Every month from the first to the last, so that a trend shows those of which there is nothing. */
export function monthsOf({ from, to }: Months): string[] {
  const months: string[] = [];
  for (let month = from; month <= to && months.length < 60; month = monthAfter(month, 1)) months.push(month);
  return months;
}

export function monthAfter(month: string, by: number): string {
  const [year = 0, of = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, of - 1 + by, 1)).toISOString().slice(0, 7);
}
