import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Checked,
  checkCitizenNumber,
  checkCreditCode,
  checkDocumentNumber,
  checkIpc,
  checkLocalDate,
  checkLocarno,
  checkOrganisationCode,
  checkPatentNumber,
  checkPublicationNumber,
  citizenCheck,
  creditCheck,
  formatPatentNumber,
  organisationCheck,
  patentCheck,
  type PatentNumber,
} from './index.js';

const RUNS = { numRuns: 10_000 };
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const text = (alphabet: string, length: number) =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length })
    .map((chars) => chars.join(''));
const digits = (length: number) => text('0123456789', length);

const creditCode = fc.tuple(text(ALPHABET, 2), digits(6), text(ALPHABET, 8)).map(([head, area, body]) => {
  const first17 = `${head}${area}${body}${organisationCheck(body)}`;
  return first17 + creditCheck(first17);
});
const citizenNumber = fc
  .tuple(
    digits(6),
    fc.date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }),
    digits(3),
  )
  .map(([area, born, serial]) => {
    const body = `${area}${born.toISOString().slice(0, 10).replaceAll('-', '')}${serial}`;
    return body + citizenCheck(body);
  });
const newNumber = fc
  .tuple(fc.integer({ min: 2003, max: 2099 }), fc.constantFrom('1', '2', '3', '8', '9'), digits(7))
  .map((parts) => parts.join(''));
const oldNumber = fc
  .tuple(fc.constantFrom('85', '92', '99', '00', '03'), fc.constantFrom('1', '2', '3', '8', '9'), digits(5))
  .map((parts) => parts.join(''));
const patentNumber = fc.oneof(newNumber, oldNumber).map((body) => `${body}.${patentCheck(body)}`);

/** One character of `value` replaced by another of `alphabet`. */
const changed = (value: string, at: number, alphabet: string, pick: number): string => {
  const index = at % value.length;
  const others = [...alphabet].filter((char) => char !== value.charAt(index));
  return value.slice(0, index) + others[pick % others.length] + value.slice(index + 1);
};

const valueOf = (checked: Checked<{ value: string }>) => (checked.ok ? checked.value : undefined);

describe('any single changed character is caught', () => {
  it('in a credit code (a pilot code is at most flagged)', () => {
    fc.assert(
      fc.property(creditCode, fc.nat(17), fc.nat(29), (code, at, pick) => {
        const right = checkCreditCode(code);
        const wrong = checkCreditCode(changed(code, at, ALPHABET, pick));
        return right.ok && !right.pilot && right.value === code && (!wrong.ok || wrong.pilot);
      }),
      RUNS,
    );
  });

  it('in an organisation code, digit for digit', () => {
    fc.assert(
      fc.property(digits(8), fc.nat(8), fc.nat(8), (body, at, pick) => {
        const code = body + organisationCheck(body);
        const right = valueOf(checkOrganisationCode(code)) === `${body}-${code.charAt(8)}`;
        return right && !checkOrganisationCode(changed(code, at, '0123456789', pick)).ok;
      }),
      RUNS,
    );
  });

  it('in a citizen number', () => {
    fc.assert(
      fc.property(citizenNumber, fc.nat(17), fc.nat(8), (number, at, pick) => {
        const right = valueOf(checkCitizenNumber(number)) === number;
        return right && !checkCitizenNumber(changed(number, at, '0123456789', pick)).ok;
      }),
      RUNS,
    );
  });

  it('in a patent number with its check character', () => {
    fc.assert(
      fc.property(patentNumber, fc.nat(12), fc.nat(9), (number, at, pick) => {
        const whole = number.replace('.', '');
        return !checkPatentNumber(changed(whole, at, '0123456789X', pick)).ok;
      }),
      RUNS,
    );
  });
});

describe('what is written is read again', () => {
  it('for patent numbers, old and new, with prefix or without', () => {
    fc.assert(
      fc.property(patentNumber, fc.constantFrom('ZL' as const, 'CN' as const), (number, prefix) => {
        const written = formatPatentNumber(number as PatentNumber, prefix);
        const typed = [number, written, written.toLowerCase().replace('.', '')];
        return typed.every((each) => valueOf(checkPatentNumber(each)) === number);
      }),
      RUNS,
    );
  });

  it('for credit codes however they were typed', () => {
    fc.assert(
      fc.property(creditCode, fc.nat(17), (code, at) => {
        const wide = [...code].map((char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).join('');
        const spaced = `${code.slice(0, at)} \u200b-${code.slice(at)}`.toLowerCase();
        return [wide, spaced].every((typed) => valueOf(checkCreditCode(typed)) === code);
      }),
      RUNS,
    );
  });

  it('for every value that a check accepts', () => {
    fc.assert(
      fc.property(fc.oneof(creditCode, citizenNumber, patentNumber), (value) => {
        return CHECKS.every((check) => {
          const once = valueOf(check(value));
          return once === undefined || valueOf(check(once)) === once;
        });
      }),
      RUNS,
    );
  });
});

const CHECKS = [
  checkCitizenNumber,
  checkCreditCode,
  checkDocumentNumber,
  checkIpc,
  checkLocalDate,
  checkLocarno,
  checkOrganisationCode,
  checkPatentNumber,
  checkPublicationNumber,
] as const;

describe('nothing throws or takes long', () => {
  it('on any value', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withSparseArray: true }), (input) => {
        return CHECKS.every((check) => typeof check(input).ok === 'boolean');
      }),
      RUNS,
    );
  });

  it('on text of any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (input) => {
        return CHECKS.every((check) => typeof check(input).ok === 'boolean');
      }),
      RUNS,
    );
  });

  it('on text of any length: what is too long is refused unread', () => {
    for (const part of ['9', 'A', ' ', '-', '〔', '年', '1-', '\u{1f600}']) {
      for (const check of CHECKS) expect(check(part.repeat(5_000_000))).toMatchObject({ ok: false });
    }
  });
});
