import { addDays, type LocalDate } from '@xianjie/identifiers';
import { newestList, parentCode } from './division.js';
import { existedOn } from './interval.js';
import type { DivisionRecord } from './record.js';
import { recordOn, register } from './register.js';
import { hasForm } from './structure.js';

/**
 * Whether a place lies in a jurisdiction, both by code. A place lies in itself, in its superiors, and, where it was
 * abolished, in what took over from it and in that one's superiors: an act of 2009 in 110103 崇文区 is a matter of 110101
 * 东城区 now. A code that no list holds lies in the province and the prefecture that its digits name. Where parts of a
 * division went to several, it lies in each.
 *
 * @param asOf the day of the code, where it was given to another division later; without it the newest one counts
 */
export function isWithin(code: string, jurisdiction: string, asOf?: LocalDate): boolean {
  if (!hasForm(code) || !hasForm(jurisdiction)) return false;
  return superiorsOf(code, asOf).includes(jurisdiction);
}

/**
 * The code itself and every code that it lies within, the nearer ones first.
 *
 * @param code six digits
 */
export function superiorsOf(code: string, asOf?: LocalDate): string[] {
  const found = new Set<string>();
  found.add(code);
  const next = stepsFrom(code, asOf);
  for (let step = next.shift(); step !== undefined; step = next.shift()) {
    if (found.has(step)) continue;
    found.add(step);
    next.push(...stepsFrom(step));
  }
  return [...found];
}

function stepsFrom(code: string, asOf?: LocalDate): string[] {
  const parent = parentCode(code);
  return [...successorsOf(code, asOf), ...(parent === null ? [] : [parent])];
}

/** What took over from the code; none while it is in force. */
function successorsOf(code: string, asOf?: LocalDate): readonly string[] {
  const records = register().recordsOf(code);
  const then = asOf === undefined ? undefined : recordOn(records, asOf);
  const record = then ?? records.at(-1);
  return record && !isInForce(record) ? record.successors : [];
}

const isInForce = ({ interval }: DivisionRecord): boolean => existedOn(newestList, interval);

/**
 * The divisions in force today on the ground of a code: itself, or what took over from it, over however many changes;
 * where nothing is known to have taken over, the nearest superior in force.
 *
 * @param code six digits
 * @returns several where its parts went to several; none where the code is in no known province
 */
export function presentOf(code: string, asOf?: LocalDate): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const next: [string, LocalDate | undefined][] = [[code, asOf]];
  for (let step = next.shift(); step !== undefined; step = next.shift()) {
    const [at, day] = step;
    if (seen.has(at)) continue;
    seen.add(at);
    if (isStanding(at, day)) found.add(at);
    else for (const each of onwardOf(at, day)) next.push([each, undefined]);
  }
  return [...found].sort();
}

/** In force today, and the same division as on the day named, but for its name. */
function isStanding(code: string, asOf?: LocalDate): boolean {
  const records = register().recordsOf(code);
  const now = recordOn(records, newestList);
  if (!now) return false;
  const then = (asOf === undefined ? now : recordOn(records, asOf)) ?? now;
  const life = records.slice(records.indexOf(then), records.indexOf(now) + 1);
  return life.every((record, index) => index === 0 || isRenaming(life[index - 1], record));
}

/** One record begins when the other ends, and no other code took over. */
function isRenaming(before: DivisionRecord | undefined, after: DivisionRecord): boolean {
  const [ended, began] = [before?.interval.lastPossible, after.interval.firstPossible];
  return !!ended && !!began && began <= addDays(ended, 1) && before?.successors.length === 0;
}

function onwardOf(code: string, asOf?: LocalDate): readonly string[] {
  const successors = successorsOf(code, asOf);
  if (successors.length > 0) return successors;
  const parent = parentCode(code);
  return parent === null ? [] : [parent];
}
