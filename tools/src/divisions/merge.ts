import type { List, Period } from './readers.js';

/** A code under one name, for one stretch of time, and the packages that hold it so. */
export interface Merged {
  readonly code: string;
  readonly name: string;
  /** '' before the oldest list; a year; or two days `A/B` between which it began. */
  readonly from: string;
  /** '' in force; the year whose list no longer holds it; or two days between which it ended. */
  readonly to: string;
  readonly sources: ReadonlySet<string>;
}

/** One of the lists after the yearly ones: what it holds was in force on `day`. */
export interface DatedList {
  readonly letter: string;
  readonly day: string;
  readonly list: List;
}

export interface Inputs {
  readonly timeline: readonly Period[];
  readonly yearly: ReadonlyMap<number, List>;
  /** Lists of a known day, oldest first; the last says what is in force. */
  readonly dated: readonly DatedList[];
  /** Lists of no certain day: they only confirm. */
  readonly confirming: readonly { readonly letter: string; readonly list: List }[];
}

export const FIRST_YEAR = 1980;
/** The last year of the timeline. */
export const LAST_YEAR = 2020;

/** Groupings of the standard, and outposts of a prefecture that are no divisions. */
const NOT_A_DIVISION = /^(市辖区|县|市|市区|林区)$|直辖|行政委员会|办事处/;

/** 830000 numbers residents' permits for people from Taiwan; GB/T 2260 has 710000. */
const NOT_OF_THE_STANDARD = new Set(['830000']);

const isDivision = ({ code, name }: { readonly code: string; readonly name: string }): boolean =>
  !NOT_A_DIVISION.test(name) && !NOT_OF_THE_STANDARD.has(code);

/** All codes that any source holds, each stretch of time once, sorted by code and time. */
export function merge(inputs: Inputs): Merged[] {
  const first = inputs.timeline.filter((period) => isDivision(period) && isBelieved(period, inputs));
  const second = onlyInYearly(first, inputs.yearly).filter(isDivision);
  const known = [
    ...first.map((period) => mergedPeriod(period, 'i', inputs)),
    ...second.map((period) => mergedPeriod(period, 'g', inputs)),
  ];
  return [...known, ...later(known, inputs)].sort(
    (a, b) => a.code.localeCompare(b.code) || a.from.localeCompare(b.from) || a.to.localeCompare(b.to),
  );
}

const isBelieved = (period: Period, inputs: Inputs): boolean =>
  !period.unofficial || mergedPeriod(period, 'i', inputs).sources.size > 1;

const holds = (
  list: List | undefined,
  { code, name }: { readonly code: string; readonly name: string },
): boolean => list?.get(code) === name;

/** What the yearly lists hold in years in which the timeline has nothing under that code. */
function onlyInYearly(timeline: readonly Period[], yearly: ReadonlyMap<number, List>): Period[] {
  const taken = byCode(timeline);
  const found = new Map<string, Period>();
  for (const [year, list] of [...yearly].sort(([a], [b]) => a - b)) {
    for (const [code, name] of list) {
      if (taken.get(code)?.some((period) => covers(period, year))) continue;
      const key = `${code} ${name}`;
      const before = found.get(key);
      found.set(key, { code, name, firstYear: before ? before.firstYear : beginning(year), lastYear: year });
    }
  }
  return [...found.values()];
}

const beginning = (year: number): number | undefined => (year === FIRST_YEAR ? undefined : year);

const covers = ({ firstYear, lastYear }: Period, year: number): boolean =>
  (firstYear ?? FIRST_YEAR) <= year && year <= (lastYear ?? LAST_YEAR);

function byCode<T extends { readonly code: string }>(rows: readonly T[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const row of rows) map.set(row.code, [...(map.get(row.code) ?? []), row]);
  return map;
}

function mergedPeriod(period: Period, letter: string, inputs: Inputs): Merged {
  const { code, name, firstYear, lastYear } = period;
  const sources = new Set([letter]);
  for (const [year, list] of inputs.yearly) if (covers(period, year) && holds(list, period)) sources.add('g');
  const isOpen = lastYear === undefined || lastYear >= LAST_YEAR;
  if (isOpen) confirm(period, inputs, sources);
  const to = isOpen ? endIn(period, inputs.dated) : String(lastYear + 1);
  return { code, name, from: firstYear === undefined ? '' : String(firstYear), to, sources };
}

function confirm(
  what: { readonly code: string; readonly name: string },
  inputs: Inputs,
  sources: Set<string>,
): void {
  for (const { letter, list } of [...inputs.dated, ...inputs.confirming]) {
    if (holds(list, what)) sources.add(letter);
  }
}

/** '' where the newest list holds it; else the last day of a list with it and the day before the first list without. */
function endIn(what: { readonly code: string; readonly name: string }, dated: readonly DatedList[]): string {
  if (holds(dated.at(-1)?.list, what)) return '';
  const last = dated.findLastIndex(({ list }) => holds(list, what));
  return `${dated[last]?.day ?? `${LAST_YEAR}-12-31`}/${dayBefore(dated[last + 1]?.day ?? '')}`;
}

/** What a dated list holds and nothing before it did. */
function later(known: readonly Merged[], { dated, confirming }: Inputs): Merged[] {
  const open = new Set(
    known.filter(({ to }) => !/^\d{4}$/.test(to)).map(({ code, name }) => `${code} ${name}`),
  );
  const newest = dated.at(-1);
  return [...(newest?.list ?? [])]
    .map(([code, name]) => ({ code, name }))
    .filter((what) => isDivision(what) && !open.has(`${what.code} ${what.name}`))
    .map((what) => {
      const sources = new Set<string>();
      confirm(what, { dated, confirming, timeline: [], yearly: new Map() }, sources);
      const found = dated.findIndex(({ list }) => holds(list, what));
      const from = `${dayAfter(dated[found - 1]?.day ?? `${LAST_YEAR}-12-31`)}/${dated[found]?.day}`;
      return { ...what, from, to: '', sources };
    });
}

const DAY_MS = 86_400_000;
const shifted = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
const dayBefore = (day: string): string => shifted(day, -1);
const dayAfter = (day: string): string => shifted(day, 1);
