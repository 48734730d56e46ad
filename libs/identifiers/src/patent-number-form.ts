import { type Checked, clean, firstMisfit, isDigit, notText, type Refusal, refuse } from './checked.js';

export type PatentType = 'INVENTION' | 'UTILITY_MODEL' | 'DESIGN' | 'PCT_INVENTION' | 'PCT_UTILITY_MODEL';

/** What the characters of a number say, before any rule is asked. */
export interface ReadPatentNumber {
  /** The 8 or 12 digits before the dot. */
  readonly body: string;
  /** The check character as typed; empty where it was missing. */
  readonly check: string;
  /** `ZL` of a granted patent or `CN` of an application, as typed; the number is the same. */
  readonly prefix: 'ZL' | 'CN' | undefined;
  /** Year of filing; undefined where two digits name no year in which numbers of 8 digits were given. */
  readonly year: number | undefined;
  readonly type: PatentType | undefined;
  /** Place of the first digit and of the check character in the cleaned input, from 1. */
  readonly at: { readonly body: number; readonly check: number };
}

const TYPES: Readonly<Record<string, PatentType>> = {
  1: 'INVENTION',
  2: 'UTILITY_MODEL',
  3: 'DESIGN',
  8: 'PCT_INVENTION',
  9: 'PCT_UTILITY_MODEL',
};
const BODY_LENGTHS: readonly number[] = [8, 12];
/** Numbers of 8 digits were given from 1985-04-01 to 2003-09-30, those of 12 since 2003-10-01. */
const FIRST_YEAR = 1985;
export const YEAR_OF_CHANGE = 2003;

/** Form only: says what the number says of itself even where a rule refuses it, so that a wrong one can be shown. */
export function readPatentNumber(input: unknown): Checked<ReadPatentNumber> {
  const cleaned = clean(input);
  if (cleaned === undefined) return notText('patent-number', '专利号');
  const text = cleaned.replaceAll('-', '');
  const start = text.slice(0, 2);
  const prefix = start === 'ZL' || start === 'CN' ? start : undefined;
  const offset = prefix ? 2 : 0;
  const split = splitNumber(text.slice(offset), offset);
  if ('rule' in split) return { ok: false, refusal: split };
  const { body, check, checkAt } = split;
  const year = yearOf(body);
  const type = TYPES[body.charAt(body.length === 12 ? 4 : 2)];
  return { ok: true, body, check, prefix, year, type, at: { body: offset + 1, check: checkAt } };
}

interface Split {
  readonly body: string;
  readonly check: string;
  readonly checkAt: number;
}

function splitNumber(text: string, offset: number): Split | Refusal {
  const dot = text.indexOf('.');
  const rest = dot < 0 ? text : text.slice(0, dot) + text.slice(dot + 1);
  const bad = firstMisfit(rest, (char, index) => isDigit(char) || isCheckX(char, index, rest));
  if (bad >= 0) return unexpected(offset + bad + (dot >= 0 && bad >= dot ? 2 : 1));
  const length = BODY_LENGTHS.find((digits) => rest.length === digits || rest.length === digits + 1);
  if (length === undefined) {
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
  const checkAt = offset + length + (dot < 0 ? 1 : 2);
  return { body: rest.slice(0, length), check: rest.slice(length), checkAt };
}

function isCheckX(char: string, index: number, rest: string): boolean {
  return char === 'X' && index === rest.length - 1 && BODY_LENGTHS.includes(index);
}

function unexpected(at: number): Refusal {
  return refuse(
    'patent-number.character',
    `Character ${at} is not expected in a patent number`,
    `第${at}位字符不应出现在专利号中`,
    at,
  ).refusal;
}

function yearOf(body: string): number | undefined {
  if (body.length === 12) return Number(body.slice(0, 4));
  const short = Number(body.slice(0, 2));
  if (1900 + short >= FIRST_YEAR) return 1900 + short;
  return 2000 + short <= YEAR_OF_CHANGE ? 2000 + short : undefined;
}
