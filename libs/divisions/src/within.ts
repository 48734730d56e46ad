import type { LocalDate } from '@xianjie/identifiers';
import { parentCode } from './division.js';
import { dayAfter, isInForce, type Life, lifeOf } from './life.js';
import { hasForm } from './structure.js';

/**
 * Whether a place lies in a jurisdiction, both by code. A place lies in itself, in its superiors, and, where it was
 * abolished, in what took over from it and in that one's superiors: an act of 2009 in 110103 崇文区 is a matter of 110101
 * 东城区 now. A code that no list holds lies in the province and the prefecture that its digits name. Where parts of a
 * division went to several, it lies in each.
 *
 * @param asOf the day of the code, where it was given to another division later; without it the last one counts
 */
export function isWithin(code: string, jurisdiction: string, asOf?: LocalDate): boolean {
  if (!hasForm(code) || !hasForm(jurisdiction)) return false;
  return superiorsOf(code, asOf).includes(jurisdiction);
}

/** A code, and the day on which it is meant. */
interface Step {
  readonly code: string;
  readonly on: LocalDate | undefined;
}

/**
 * The code itself and every code that it lies within, the nearer ones first.
 *
 * @param code six digits
 */
export function superiorsOf(code: string, asOf?: LocalDate): string[] {
  const walked = walk({ code, on: asOf }, (step, life) => [...successorsOf(life), ...parentOf(step, life)]);
  return [...new Set(walked.map((step) => step.code))];
}

/**
 * The divisions in force today on the ground of a code: itself, or what took over from it, over however many changes;
 * where nothing is known to have taken over, the nearest superior in force.
 *
 * @param code six digits
 * @returns several where its parts went to several; none where the code is in no known province
 */
export function presentOf(code: string, asOf?: LocalDate): string[] {
  const present = new Set<string>();
  walk({ code, on: asOf }, (step, life) => {
    if (life && isInForce(life)) {
      present.add(step.code);
      return [];
    }
    const successors = successorsOf(life);
    return successors.length > 0 ? successors : parentOf(step, life);
  });
  return [...present].sort();
}

/** From step to step, the nearest first, each life once. */
function walk(from: Step, onward: (step: Step, life: Life | undefined) => readonly Step[]): Step[] {
  const seen = new Set<Life | string>();
  const steps: Step[] = [];
  const next = [from];
  for (let step = next.shift(); step !== undefined; step = next.shift()) {
    const life = lifeOf(step.code, step.on);
    if (seen.has(life ?? step.code)) continue;
    seen.add(life ?? step.code);
    steps.push(step);
    next.push(...onward(step, life));
  }
  return steps;
}

/** What took over when a life ended; nothing while it is in force. */
function successorsOf(life: Life | undefined): Step[] {
  return life ? life.successors.map((code) => ({ code, on: dayAfter(life) })) : [];
}

/** The superior that a life had at its end. */
function parentOf({ code }: Step, life: Life | undefined): Step[] {
  const parent = parentCode(code);
  return parent === null ? [] : [{ code: parent, on: life?.interval.lastSure ?? undefined }];
}
