import { describe, expect, it } from '@jest/globals';
import { corpsCities } from './data/corps-cities.js';
import { overlay } from './data/overlay.js';
import { recentChanges } from './data/recent-changes.js';
import { checkDivisionCode, divisionOf, newestList, sources } from './index.js';
import { lines } from './generated/lines.js';
import { rawLinesOf } from './record.js';
import { register } from './register.js';

const generated = rawLinesOf(lines);
const records = [...register().codes()].flatMap((code) => register().recordsOf(code));

describe('the generated lines', () => {
  it('are of the packages that are named, each of which has a letter and a licence', () => {
    const letters = new Set<string>(sources.map(({ letter }) => letter));
    for (const line of generated)
      expect([line.code, [...line.sources].every((each) => letters.has(each))]).toEqual([line.code, true]);
    expect(sources.every(({ licence, version }) => licence !== '' && version !== '')).toBe(true);
  });

  it('hold every code of today and thousands of old ones', () => {
    const current = [...register().codes()].filter((code) => checkDivisionCode(code).ok);
    expect(current).toHaveLength(3214);
    expect(new Set(generated.map(({ code }) => code)).size).toBeGreaterThan(6800);
  });

  it('hold nothing under the digits of a group', () => {
    const groups = /^(..(90|0000)00|(11|12|31|50)0[123]00)$/;
    expect(generated.filter(({ code }) => groups.test(code) && !code.endsWith('0000'))).toEqual([]);
  });
});

describe('the overlay', () => {
  it('dates every change since the last yearly list', () => {
    const dated = new Set(overlay.map(({ code, name }) => `${code}${name}`));
    const undated = generated.filter(
      ({ code, name, from, to }) => (from.includes('/') || to.includes('/')) && !dated.has(`${code}${name}`),
    );
    expect(undated).toEqual([]);
  });

  it.each(overlay)('corrects $code $name, which a package holds', ({ code, name }) => {
    expect(generated.some((line) => line.code === code && line.name === name)).toBe(true);
  });

  it('has one line for each code and name', () => {
    expect(new Set(overlay.map(({ code, name }) => `${code}${name}`)).size).toBe(overlay.length);
  });

  it('ends an old code and begins its successor without a gap', () => {
    for (const { code, to, successors = [] } of recentChanges.filter((line) => line.to)) {
      for (const successor of successors) {
        const [ended, began] = [divisionOf(code)?.validTo, divisionOf(successor)?.validFrom];
        expect([code, to, began === null || (began ?? '') <= (ended ?? '')]).toEqual([code, to, true]);
      }
    }
  });
});

describe('all records', () => {
  it('name successors that are known codes of the same level or above', () => {
    for (const { code, successors } of records) {
      const bad = successors.filter(
        (each) => !divisionOf(each) || (code.endsWith('00') && !each.endsWith('00')),
      );
      expect([code, bad]).toEqual([code, []]);
    }
  });

  it('of one code never are in force under two names today', () => {
    for (const code of register().codes()) {
      const live = register()
        .recordsOf(code)
        .filter(({ interval }) => interval.lastPossible === null);
      expect([code, live.length < 2]).toEqual([code, true]);
    }
  });

  it('began before the newest list', () => {
    for (const { code, interval } of records) {
      expect([code, (interval.firstPossible ?? '') <= newestList]).toEqual([code, true]);
    }
  });
});

describe('the cities of the Corps', () => {
  it('are all the cities directly below 新疆', () => {
    const direct = [...register().codes()].filter(
      (code) => code.startsWith('6590') && checkDivisionCode(code).ok,
    );
    expect(corpsCities.map(({ code }) => code)).toEqual(direct);
  });

  it('belong to divisions of their own, as far as is known', () => {
    const divisions = corpsCities.flatMap(({ corpsDivision }) => corpsDivision ?? []);
    expect(new Set(divisions).size).toBe(divisions.length);
    expect(divisions.every((division) => division >= 1 && division <= 14)).toBe(true);
  });
});
