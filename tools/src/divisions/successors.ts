import { FIRST_YEAR, type Merged } from './merge.js';
import type { Change } from './readers.js';

/** Provinces that were made out of another one: 海南 1988, 重庆 1997. Any other change across provinces is a mistake. */
const OUT_OF: Readonly<Record<string, string>> = { '46': '44', '50': '51' };

/**
 * The codes that took over from each code that ended: as the changes say, of its last year, where both codes are known
 * and the change cannot be a mistaken match of a common name such as 郊区.
 */
export function successorsOf(
  merged: readonly Merged[],
  changes: readonly Change[],
): (line: Merged) => string[] {
  const index = new Index(merged, changes);
  return (line) => {
    const ended = endYear(line);
    if (ended === undefined) return [];
    const found = index
      .changesOf(line.code, ended)
      .filter((change) => change.name === line.name && index.isPlausible(change));
    return [...new Set(found.map(({ successor }) => successor))].sort();
  };
}

/** The year whose list no longer holds it; undefined where it is in force or known only by days (the overlay says then). */
const endYear = ({ to }: Merged): number | undefined => (/^\d{4}$/.test(to) ? Number(to) : undefined);

const firstYear = ({ from }: Merged): number => (from === '' ? FIRST_YEAR : Number(from.slice(0, 4)));

const provinceOf = (code: string): string => code.slice(0, 2);
const prefectureOf = (code: string): string => code.slice(0, 4);

class Index {
  readonly #lines = new Map<string, Merged[]>();
  readonly #byName = new Map<string, Merged[]>();
  readonly #changes = new Map<string, Change[]>();

  constructor(merged: readonly Merged[], changes: readonly Change[]) {
    for (const line of merged) {
      push(this.#lines, line.code, line);
      push(this.#byName, `${provinceOf(line.code)}${line.name}`, line);
    }
    for (const change of changes) push(this.#changes, `${change.code}${change.year}`, change);
  }

  changesOf(code: string, year: number): readonly Change[] {
    return this.#changes.get(`${code}${year}`) ?? [];
  }

  isPlausible(change: Change): boolean {
    const { code, successor, year } = change;
    const [before, after] = [provinceOf(code), provinceOf(successor)];
    if (before !== after && OUT_OF[after] !== before) return false;
    if (!this.#lines.get(successor)?.some((line) => (endYear(line) ?? year) >= year)) return false;
    return !change.byName || this.#isDistinct(change) || this.#isSamePrefecture(change);
  }

  /** No second division of the province bore the name that year or the year before. */
  #isDistinct({ code, name, year }: Change): boolean {
    const bearers = (this.#byName.get(`${provinceOf(code)}${name}`) ?? []).filter(
      (line) => firstYear(line) <= year - 1 && (endYear(line) ?? year) >= year,
    );
    return new Set(bearers.map((line) => line.code)).size <= 1;
  }

  /** Both in one prefecture, or the prefecture itself was renumbered that year to the other one. */
  #isSamePrefecture({ code, successor, year }: Change): boolean {
    const [before, after] = [prefectureOf(code), prefectureOf(successor)];
    return (
      before === after ||
      this.changesOf(`${before}00`, year).some((each) => prefectureOf(each.successor) === after)
    );
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
