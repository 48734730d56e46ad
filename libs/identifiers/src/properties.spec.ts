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

const organisationCode = text(`${ALPHABET}IOSVZ`, 8).map((body) => `${body}-${organisationCheck(body)}`);
const publicationNumber = fc
  .tuple(fc.constantFrom(['1', 'A', 'B8', 'C7'], ['2', 'U', 'Y'], ['3', 'S1', 'D']), fc.constantFrom(6, 8))
  .chain(([[first = '', ...kinds], length]) =>
    fc.tuple(digits(length), fc.constantFrom(...kinds)).map(([serial, kind]) => `CN${first}${serial}${kind}`),
  );
const pad = (number: number, length: number): string => String(number).padStart(length, '0');
const ipc = fc
  .tuple(
    text('ABCDEFGH', 1),
    fc.integer({ min: 1, max: 99 }),
    text('ABCXYZ', 1),
    fc.integer({ min: 1, max: 9999 }),
    fc.integer({ min: 2, max: 6 }).chain(digits),
  )
  .map(([section, level, sub, group, below]) => `${section}${pad(level, 2)}${sub} ${group}/${below}`);
const locarno = fc
  .tuple(fc.integer({ min: 1, max: 32 }), fc.integer({ min: 1, max: 99 }))
  .map(([main, sub]) => `${pad(main, 2)}-${pad(sub, 2)}`);
const documentNumber = fc
  .tuple(
    text('国知发保字浙市监罚处', 6),
    fc.integer({ min: 1949, max: 2199 }),
    fc.oneof(fc.integer({ min: 1, max: 9_999_999 }).map(String), digits(12)),
  )
  .filter(([, , serial]) => /[1-9]/.test(serial))
  .map(([words, year, serial]) => `${words}〔${year}〕${serial}号`);
const localDate = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** What each check accepts, in the form it is stored in. */
const STORED: readonly (readonly [
  string,
  fc.Arbitrary<string>,
  (input: unknown) => Checked<{ value: string }>,
])[] = [
  ['credit code', creditCode, checkCreditCode],
  ['organisation code', organisationCode, checkOrganisationCode],
  ['citizen number', citizenNumber, (input) => checkCitizenNumber(input)],
  ['patent number', patentNumber, checkPatentNumber],
  ['publication number', publicationNumber, checkPublicationNumber],
  ['IPC symbol', ipc, checkIpc],
  ['Locarno class', locarno, checkLocarno],
  ['document number', documentNumber, checkDocumentNumber],
  ['day', localDate, checkLocalDate],
];

/** One character of `value` replaced by another of `alphabet`. */
const changed = (value: string, at: number, alphabet: string, pick: number): string => {
  const index = at % value.length;
  const others = [...alphabet].filter((char) => char !== value.charAt(index));
  return value.slice(0, index) + others[pick % others.length] + value.slice(index + 1);
};

/** In full width, as a Chinese input method writes it. */
const wide = (value: string): string =>
  value.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

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
        const alphabet = at === 17 ? '0123456789X' : '0123456789';
        return right && !checkCitizenNumber(changed(number, at, alphabet, pick)).ok;
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
        const spaced = `${code.slice(0, at)} \u200b-${code.slice(at)}`.toLowerCase();
        return [wide(code), spaced].every((typed) => valueOf(checkCreditCode(typed)) === code);
      }),
      RUNS,
    );
  });

  it.each(STORED)('for any %s: its stored form, as it stands and in full width', (_name, stored, check) => {
    fc.assert(
      fc.property(
        stored,
        (value) => valueOf(check(value)) === value && valueOf(check(wide(value))) === value,
      ),
      RUNS,
    );
  });

  it('for whatever else a check accepts: what it answers, it answers again', () => {
    const typed = fc.oneof(...STORED.map(([, stored]) => stored));
    const cut = fc.tuple(typed, fc.nat(20), fc.nat(3)).map(([value, at, length]) => {
      return value.slice(0, at) + value.slice(at + length);
    });
    fc.assert(
      fc.property(cut, (value) => {
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

  it('on the longest text that is read, a thousand times in a second', () => {
    const since = performance.now();
    for (const part of ['9', 'A', ' ', '-', '0', '〔2026〕', '年', '1-', 'CN', '字', '\u{1f600}']) {
      const text = part.repeat(256).slice(0, 256);
      for (const check of CHECKS) for (let run = 0; run < 10; run += 1) check(text);
    }
    expect(performance.now() - since).toBeLessThan(1000);
  });
});
