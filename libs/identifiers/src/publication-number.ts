import { type Branded, type Checked, clean, notText, refuse } from './checked.js';

/** Publication number 公布/公告号: `CN`, 7 or 9 digits, kind code; as `CN111800000A`. */
export type PublicationNumber = Branded<'PublicationNumber'>;

export interface CheckedPublicationNumber {
  readonly value: PublicationNumber;
  readonly kind: string;
}

/** Which kind codes go with which first digit: 1 inventions, 2 utility models, 3 designs. Old and present ones. */
const KINDS: Readonly<Record<string, RegExp>> = {
  1: /^(?:A[89]?|B[89]?|C[1-7]?)$/,
  2: /^(?:U[89]?|Y[1-7]?)$/,
  3: /^(?:S[1-9]?|D)$/,
};

const FORM = /^CN(\d{1,16})([A-Z]\d?)$/;

/** Spaces, hyphens, dots, lower case and full width are forgiven. Form only: there is no check character. */
export function checkPublicationNumber(input: unknown): Checked<CheckedPublicationNumber> {
  const text = clean(input)?.replace(/[-.]/g, '');
  if (text === undefined) return notText('publication-number', '公布公告号');
  const [, digits, kind] = FORM.exec(text) ?? [];
  if (!digits || !kind) {
    return refuse(
      'publication-number.form',
      'Must be CN, digits and a kind code, such as CN111800000A',
      '公布公告号格式应如 CN111800000A',
    );
  }
  const kinds = KINDS[digits.charAt(0)];
  if (!kinds)
    return refuse(
      'publication-number.first-digit',
      'The first digit must be 1, 2 or 3',
      '首位数字应为1、2或3',
      3,
    );
  if (digits.length !== 7 && digits.length !== 9) {
    return refuse(
      'publication-number.length',
      `Must have 7 or 9 digits, has ${digits.length}`,
      `公布公告号应为7位或9位数字，实为${digits.length}位`,
    );
  }
  if (!kinds.test(kind)) {
    return refuse(
      'publication-number.kind',
      `Kind code ${kind} does not go with first digit ${digits.charAt(0)}`,
      `文献种类代码${kind}与首位数字${digits.charAt(0)}不符`,
      3 + digits.length,
    );
  }
  return { ok: true, value: text as PublicationNumber, kind };
}
