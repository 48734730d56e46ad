import { addDays, type LocalDate } from '@xianjie/identifiers';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkDivisionCode,
  childrenOf,
  divisionOf,
  isWithin,
  levels,
  newestList,
  parentOf,
  presentOf,
  provinces,
  superiorsOf,
} from './index.js';
import { lifeOf } from './life.js';
import { register } from './register.js';

const RUNS = { numRuns: 10_000 };

const codes = [...register().codes()];
const known = fc.constantFrom(...codes);
const sixDigits = fc.stringMatching(/^[0-9]{6}$/);
const anyCode = fc.oneof(known, sixDigits);
const day = fc.integer({ min: 0, max: 17_000 }).map((days) => addDays('1980-12-31' as LocalDate, days));

const levelIndex = (code: string) => levels.indexOf(divisionOf(code)?.level ?? 'COUNTY');

describe('every code', () => {
  it('has a superior one level up, or the province where it stands directly below it', () => {
    for (const code of codes) {
      const division = divisionOf(code);
      const parent = parentOf(code);
      if (division?.level === 'PROVINCE') {
        expect([code, parent]).toEqual([code, undefined]);
        continue;
      }
      expect([code, parent?.code]).toEqual([code, division?.parent]);
      const up = levelIndex(code) - levelIndex(parent?.code ?? '');
      const isDirect = division?.level === 'COUNTY' && parent?.level === 'PROVINCE';
      expect([code, isDirect ? 2 : up]).toEqual([code, isDirect ? 2 : 1]);
    }
  });

  it('lies in a province, at whatever time', () => {
    for (const code of codes) expect([code, isWithin(code, `${code.slice(0, 2)}0000`)]).toEqual([code, true]);
  });

  it('leads to a division in force today', () => {
    for (const code of codes) {
      const present = presentOf(code);
      expect([code, present.length > 0]).toEqual([code, true]);
      expect([code, present.filter((each) => !checkDivisionCode(each).ok)]).toEqual([code, []]);
    }
  });

  it('is in force now exactly where it is reached from a province downwards', () => {
    const below = (code: string): string[] => [
      code,
      ...childrenOf(code).flatMap((child) => below(child.code)),
    ];
    const reached = provinces().flatMap(({ code }) => below(code));
    expect(reached.sort()).toEqual(codes.filter((code) => checkDivisionCode(code).ok));
  });
});

describe('on any day', () => {
  it('the children of a division have it as their superior', () => {
    fc.assert(
      fc.property(known, day, (code, on) =>
        childrenOf(code, on).every((child) => child.parent === code && isWithin(child.code, code)),
      ),
      RUNS,
    );
  });

  it('a code is accepted exactly where it stood for a division', () => {
    fc.assert(
      fc.property(anyCode, day, (code, on) => {
        const checked = checkDivisionCode(code, on);
        return checked.ok === (divisionOf(code, on) !== undefined);
      }),
      RUNS,
    );
  });

  it('what is surely in force lies within what may be in force', () => {
    fc.assert(
      fc.property(known, day, (code, on) => {
        const checked = checkDivisionCode(code, on);
        if (!checked.ok) return true;
        const { validFrom, validTo, surelyFrom, surelyTo } = checked.division;
        const isSure = on >= surelyFrom && (surelyTo === null || on <= surelyTo);
        const isPossible = (validFrom === null || on >= validFrom) && (validTo === null || on <= validTo);
        return isPossible && checked.sure === isSure;
      }),
      RUNS,
    );
  });
});

describe('isWithin', () => {
  it('holds of a code and itself', () => {
    fc.assert(
      fc.property(anyCode, (code) => isWithin(code, code)),
      RUNS,
    );
  });

  it('passes on: what lies in a part lies in the whole, but for codes that two divisions had', () => {
    const hadOneLife = (code: string) => {
      const records = register().recordsOf(code);
      return records.every(({ interval }) => lifeOf(code, interval.firstSure) === records.at(-1));
    };
    fc.assert(
      fc.property(anyCode, (code) =>
        superiorsOf(code)
          .filter(hadOneLife)
          .every((middle) => superiorsOf(middle).every((top) => isWithin(code, top))),
      ),
      RUNS,
    );
  });

  it('never holds both ways for two codes in force', () => {
    const current = codes.filter((code) => checkDivisionCode(code).ok);
    const inForce = fc.constantFrom(...current);
    fc.assert(
      fc.property(inForce, inForce, (a, b) => a === b || !(isWithin(a, b) && isWithin(b, a))),
      RUNS,
    );
  });
});

describe('nothing throws', () => {
  it('on any value', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withSparseArray: true }),
        (input) => typeof checkDivisionCode(input, newestList).ok === 'boolean',
      ),
      RUNS,
    );
  });

  it('on any text, as code or as jurisdiction', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), anyCode, (text, code) => {
        divisionOf(text);
        parentOf(text);
        childrenOf(text);
        presentOf(text);
        return !isWithin(text, code) || text === code || /^[0-9]{6}$/.test(text);
      }),
      RUNS,
    );
  });

  it('on text of any length: what is too long is refused unread', () => {
    for (const part of ['3', ' ', '-', '３', '\u{1f600}']) {
      expect(checkDivisionCode(part.repeat(5_000_000))).toMatchObject({ ok: false });
    }
  });
});
