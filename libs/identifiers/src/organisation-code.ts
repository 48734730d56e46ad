import { type Branded, type Checked, clean, firstMisfit, notText, refuse } from './checked.js';

/** Organisation code 组织机构代码, GB 11714-1997: 8 characters, hyphen, check character (mod 11). */
export type OrganisationCode = Branded<'OrganisationCode'>;

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** 0-9 are 0-9, A-Z are 10-35; -1 for anything else. */
function valueOf(char: string): number {
  const code = char.charCodeAt(0);
  if (code >= 48 && code <= 57) return code - 48;
  return code >= 65 && code <= 90 ? code - 55 : -1;
}

/** The check character of eight body characters 0-9A-Z. */
export function organisationCheck(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * valueOf(body.charAt(index)), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/**
 * Accepts the hyphen or none, spaces, lower case, full width; answers `12345678-9`. The check catches each changed
 * digit; a letter replaced by one 11 or 22 places away passes, as the standard leaves it.
 */
export function checkOrganisationCode(input: unknown): Checked<{ value: OrganisationCode }> {
  const cleaned = clean(input);
  if (cleaned === undefined) return notText('organisation-code', '组织机构代码');
  const text = cleaned.replaceAll('-', '');
  if (text.length !== 9) {
    return refuse(
      'organisation-code.length',
      `Must have 9 characters, has ${text.length}`,
      `组织机构代码应为9位，实为${text.length}位`,
    );
  }
  const bad = firstMisfit(text, (char, index) => (index < 8 ? valueOf(char) >= 0 : /[0-9X]/.test(char)));
  if (bad >= 0) {
    return refuse(
      'organisation-code.character',
      `Character ${bad + 1} must be a digit or a letter`,
      `第${bad + 1}位应为数字或字母`,
      bad + 1,
    );
  }
  const body = text.slice(0, 8);
  if (organisationCheck(body) !== text.charAt(8)) {
    return refuse(
      'organisation-code.check-character',
      'The check character (9th) does not fit the others',
      '组织机构代码校验码（第9位）不符',
      9,
    );
  }
  return { ok: true, value: `${body}-${text.charAt(8)}` as OrganisationCode };
}
