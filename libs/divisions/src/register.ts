import type { LocalDate } from '@xianjie/identifiers';
import { overlay } from './data/overlay.js';
import { lines } from './generated/lines.js';
import { existedOn, standingOn } from './interval.js';
import { type DivisionRecord, type OverlayLine, type RawLine, rawLinesOf, recordOf } from './record.js';
import { levelOf, parentCodeOf } from './structure.js';
import { prefectureSuccessors } from './prefecture-successors.js';

/** All records by code, oldest first, and the codes below each code. */
export interface Register {
  recordsOf(code: string): readonly DivisionRecord[];
  /** Codes that ever stood one level below, sorted; those of the provinces below ''. */
  childCodesOf(code: string): readonly string[];
  codes(): Iterable<string>;
}

let built: Register | undefined;

/** Built when first asked, in some tens of milliseconds. */
export function register(): Register {
  built ??= registerOf(rawLinesOf(lines), overlay);
  return built;
}

export function registerOf(generated: readonly RawLine[], corrections: readonly OverlayLine[]): Register {
  const records = Map.groupBy(corrected(generated, corrections), ({ code }) => code);
  for (const list of records.values()) list.sort(byTime);
  const codes = [...records.keys()].sort();
  const children = Map.groupBy(codes, (code) => parentCodeOf(code, (each) => records.has(each)) ?? '');
  const recordsOf = (code: string) => records.get(code) ?? [];
  const childCodesOf = (code: string) => children.get(code) ?? [];
  for (const code of codes.filter((each) => levelOf(each) === 'PREFECTURE')) {
    const below = childCodesOf(code).flatMap(recordsOf);
    const whole = recordsOf(code).map((record) => ({
      ...record,
      successors: prefectureSuccessors(record, below),
    }));
    records.set(code, whole);
  }
  return { recordsOf, childCodesOf, codes: () => codes };
}

const keyOf = ({ code, name }: { readonly code: string; readonly name: string }): string => `${code}${name}`;

function corrected(generated: readonly RawLine[], corrections: readonly OverlayLine[]): DivisionRecord[] {
  const keys = new Set(corrections.map(keyOf));
  const kept = generated.filter((line) => !keys.has(keyOf(line)));
  const replaced = Map.groupBy(
    generated.filter((line) => keys.has(keyOf(line))),
    keyOf,
  );
  return [
    ...kept.map((line) => recordOf(line)),
    ...corrections.map((line) => joined(line, replaced.get(keyOf(line)) ?? [])),
  ];
}

/** One record out of the generated lines of that code and name, with what the correction says in their place. */
function joined(correction: OverlayLine, old: readonly RawLine[]): DivisionRecord {
  const { code, name } = correction;
  const line = {
    code,
    name,
    from: correction.from ?? old[0]?.from ?? '',
    to: correction.to ?? old.at(-1)?.to ?? '',
    sources: [...new Set(old.flatMap(({ sources }) => [...sources]))].join(''),
    successors: correction.successors ?? [...new Set(old.flatMap(({ successors }) => successors))],
  };
  return recordOf(line, correction);
}

/** By their ends, so that the one in force is the last. */
const byTime = ({ interval: a }: DivisionRecord, { interval: b }: DivisionRecord): number =>
  (a.lastPossible ?? '9999').localeCompare(b.lastPossible ?? '9999') ||
  (a.firstPossible ?? '').localeCompare(b.firstPossible ?? '');

/** The record in force on that day: one that surely was before one that may have been, the newer before the older. */
export function recordOn(records: readonly DivisionRecord[], day: LocalDate): DivisionRecord | undefined {
  return (
    records.findLast(({ interval }) => standingOn(day, interval) === 'SURE') ??
    records.findLast(({ interval }) => existedOn(day, interval))
  );
}
