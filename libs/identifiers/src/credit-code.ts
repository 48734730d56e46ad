import {
  type Branded,
  type Checked,
  clean,
  firstMisfit,
  isDigit,
  notText,
  type Refusal,
  refuse,
} from './checked.js';
import { organisationCheck } from './organisation-code.js';

/** Unified social credit code 统一社会信用代码, GB 32100-2015: 17 characters and a check character (mod 31). */
export type CreditCode = Branded<'CreditCode'>;

export interface CheckedCreditCode {
  readonly value: CreditCode;
  /** Issued in an early pilot (body begins `M0`): legally valid though its last character fails the check. */
  readonly pilot: boolean;
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const VALUES = new Map([...ALPHABET].map((char, value) => [char, value]));
/** 3^(i-1) mod 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** The check character of 17 characters of the code's alphabet. */
export function creditCheck(body: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * (VALUES.get(body.charAt(index)) ?? 0),
    0,
  );
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/**
 * Checks form, the organisation code's check (17th) and the code's own (18th); spaces, hyphens, lower case and full
 * width are forgiven. A pilot code is accepted with `pilot: true`. Otherwise any one changed character is caught.
 */
export function checkCreditCode(input: unknown): Checked<CheckedCreditCode> {
  const cleaned = clean(input);
  if (cleaned === undefined) return notText('credit-code', '统一社会信用代码');
  const text = cleaned.replaceAll('-', '');
  const misfit = formOf(text);
  if (misfit) return { ok: false, refusal: misfit };
  const value = text as CreditCode;
  if (organisationCheck(text.slice(8, 16)) !== text.charAt(16)) {
    return refuse(
      'credit-code.organisation-check',
      'The organisation code’s check character (17th) does not fit characters 9-16',
      '主体标识码校验位（第17位）与第9至16位不符',
      17,
    );
  }
  if (creditCheck(text) === text.charAt(17)) return { ok: true, value, pilot: false };
  if (text.startsWith('M0', 8)) return { ok: true, value, pilot: true };
  return refuse(
    'credit-code.check-character',
    'The check character (18th) does not fit the others',
    '统一社会信用代码校验码（第18位）不符',
    18,
  );
}

function formOf(text: string): Refusal | undefined {
  if (text.length !== 18) {
    return refuse(
      'credit-code.length',
      `Must have 18 characters, has ${text.length}`,
      `统一社会信用代码应为18位，实为${text.length}位`,
    ).refusal;
  }
  const bad = firstMisfit(text, (char) => VALUES.has(char));
  if (bad >= 0) {
    return refuse(
      'credit-code.character',
      `Character ${bad + 1} is none of the code’s; I, O, S, V and Z never occur`,
      `第${bad + 1}位字符无效；代码不使用 I、O、S、V、Z`,
      bad + 1,
    ).refusal;
  }
  const area = firstMisfit(text.slice(2, 8), isDigit);
  if (area < 0) return undefined;
  return refuse(
    'credit-code.area',
    `Character ${area + 3} belongs to the area and must be a digit`,
    `第${area + 3}位属登记机关行政区划码，应为数字`,
    area + 3,
  ).refusal;
}
