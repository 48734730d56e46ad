import { type Branded, type Checked, refuse } from './checked.js';
import { type PatentType, readPatentNumber, YEAR_OF_CHANGE } from './patent-number-form.js';

/** Application or patent number 申请号/专利号, ZC 0006-2003, as `202010566088.9` or, until 2003, `85100001.0`. */
export type PatentNumber = Branded<'PatentNumber'>;

export interface CheckedPatentNumber {
  readonly value: PatentNumber;
  readonly type: PatentType;
  /** Year of filing. */
  readonly year: number;
  readonly prefix: 'ZL' | 'CN' | undefined;
  /** The check character was missing and was computed. */
  readonly checkComputed: boolean;
}

/** Beyond it a number without check character is taken for a slip of the finger. */
const LAST_YEAR = 2099;

/** The check character of 8 or 12 digits: weights 2-9 repeated, mod 11, 10 is X. */
export function patentCheck(body: string): string {
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) sum += (2 + (index % 8)) * Number(body.charAt(index));
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/**
 * Accepts `ZL`/`CN` or none, spaces, hyphens, full width, lower case, a missing dot; a missing check character is computed, a
 * wrong one refused, so that any one changed character of a whole number is caught. Serial ranges are not
 * judged: those of Hague designs (since 2022-05-05) are not known.
 */
export function checkPatentNumber(input: unknown): Checked<CheckedPatentNumber> {
  const read = readPatentNumber(input);
  if (!read.ok) return read;
  const { body, check, prefix, year, type, at } = read;
  if (year === undefined || !isYearOf(body, year)) return wrongYear(body, at.body);
  if (!type) {
    return refuse(
      'patent-number.type',
      'The digit after the year must be 1, 2, 3, 8 or 9',
      '年份后的种类号应为1、2、3、8或9',
      at.body + (body.length === 12 ? 4 : 2),
    );
  }
  const expected = patentCheck(body);
  if (check !== '' && check !== expected) {
    return refuse(
      'patent-number.check-character',
      'The check character (after the dot) does not fit the digits',
      '专利号校验位（小数点后）不符',
      at.check,
    );
  }
  return {
    ok: true,
    value: `${body}.${expected}` as PatentNumber,
    type,
    year,
    prefix,
    checkComputed: check === '',
  };
}

/** `ZL 202010566088.9` for people; parses to the same number. */
export function formatPatentNumber(number: PatentNumber, prefix: 'ZL' | 'CN' = 'ZL'): string {
  return `${prefix} ${number}`;
}

function isYearOf(body: string, year: number): boolean {
  return body.length === 8 || (year >= YEAR_OF_CHANGE && year <= LAST_YEAR);
}

function wrongYear(body: string, at: number) {
  return body.length === 12
    ? refuse(
        'patent-number.year',
        `Numbers of 12 digits begin with a year from ${YEAR_OF_CHANGE} to ${LAST_YEAR}`,
        `12位专利号的年份应为${YEAR_OF_CHANGE}年至${LAST_YEAR}年`,
        at,
      )
    : refuse(
        'patent-number.year',
        'Numbers of 8 digits begin with a year from 1985 to 2003',
        '8位专利号的年份应为1985年至2003年',
        at,
      );
}
