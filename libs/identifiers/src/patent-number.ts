import {
  type Branded,
  type Checked,
  clean,
  isDigit,
  firstMisfit,
  notText,
  type Refusal,
  refuse,
} from './checked.js';

/** Application or patent number 申请号/专利号, ZC 0006-2003, as `202010566088.9` or, until 2003, `85100001.0`. */
export type PatentNumber = Branded<'PatentNumber'>;

export type PatentType = 'INVENTION' | 'UTILITY_MODEL' | 'DESIGN' | 'PCT_INVENTION' | 'PCT_UTILITY_MODEL';

export interface CheckedPatentNumber {
  readonly value: PatentNumber;
  readonly type: PatentType;
  /** Year of filing. */
  readonly year: number;
  /** `ZL` of a granted patent or `CN` of an application, as typed; the number is the same. */
  readonly prefix: 'ZL' | 'CN' | undefined;
  /** The check character was missing and was computed. */
  readonly checkComputed: boolean;
}

const TYPES: Readonly<Record<string, PatentType>> = {
  1: 'INVENTION',
  2: 'UTILITY_MODEL',
  3: 'DESIGN',
  8: 'PCT_INVENTION',
  9: 'PCT_UTILITY_MODEL',
};

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
  const cleaned = clean(input);
  if (cleaned === undefined) return notText('patent-number', '专利号');
  const text = cleaned.replaceAll('-', '');
  const start = text.slice(0, 2);
  const prefix = start === 'ZL' || start === 'CN' ? start : undefined;
  const split = splitNumber(prefix ? text.slice(2) : text, prefix ? 2 : 0);
  if ('rule' in split) return { ok: false, refusal: split };
  const { body, check } = split;
  const year = yearOf(body);
  if (year === undefined) {
    return body.length === 12
      ? refuse(
          'patent-number.year',
          'Numbers of 12 digits exist since 2003',
          '12位专利号自2003年起使用，年份不符',
        )
      : refuse(
          'patent-number.year',
          'Numbers of 8 digits exist from 1985 to 2003',
          '8位专利号仅用于1985年至2003年，年份不符',
        );
  }
  const type = TYPES[body.charAt(body.length === 12 ? 4 : 2)];
  if (!type) {
    return refuse(
      'patent-number.type',
      'The digit after the year must be 1, 2, 3, 8 or 9',
      '年份后的种类号应为1、2、3、8或9',
    );
  }
  const expected = patentCheck(body);
  if (check !== '' && check !== expected) {
    return refuse(
      'patent-number.check-character',
      'The check character (after the dot) does not fit the digits',
      '专利号校验位（小数点后）不符',
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

function splitNumber(text: string, offset: number): { body: string; check: string } | Refusal {
  const dot = text.indexOf('.');
  const rest = dot < 0 ? text : text.slice(0, dot) + text.slice(dot + 1);
  const bad = firstMisfit(
    rest,
    (char, index) =>
      isDigit(char) || (char === 'X' && (index === 8 || index === 12) && index === rest.length - 1),
  );
  if (bad >= 0) {
    const at = offset + bad + (dot >= 0 && bad >= dot ? 2 : 1);
    return refuse(
      'patent-number.character',
      `Character ${at} is not expected in a patent number`,
      `第${at}位字符不应出现在专利号中`,
      at,
    ).refusal;
  }
  const length = [8, 9, 12, 13].includes(rest.length) ? (rest.length < 12 ? 8 : 12) : 0;
  if (length === 0) {
    return refuse(
      'patent-number.length',
      `Must have 12 digits (or 8 until 2003) and a check character, has ${rest.length} characters`,
      `专利号应为12位（2003年前为8位）数字加校验位，实为${rest.length}位`,
    ).refusal;
  }
  if (dot >= 0 && dot !== length) {
    return refuse(
      'patent-number.dot',
      `The dot belongs after digit ${length}`,
      `小数点应在第${length}位数字之后`,
      offset + dot + 1,
    ).refusal;
  }
  return { body: rest.slice(0, length), check: rest.slice(length) };
}

/** 12 digits: since 2003-10-01. 8 digits: 1985-04-01 to 2003-09-30. */
function yearOf(body: string): number | undefined {
  if (body.length === 12) return Number(body.slice(0, 4)) >= 2003 ? Number(body.slice(0, 4)) : undefined;
  const short = Number(body.slice(0, 2));
  if (short >= 85) return 1900 + short;
  return short <= 3 ? 2000 + short : undefined;
}
