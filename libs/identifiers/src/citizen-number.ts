import { type Branded, type Checked, clean, firstMisfit, isDigit, notText, refuse } from './checked.js';
import { isRealDay, type LocalDate } from './local-date.js';

/** Citizen number 公民身份号码, GB 11643-1999. Personal data: never in an event, a log line or an error. */
export type CitizenNumber = Branded<'CitizenNumber'>;

export type Sex = 'F' | 'M';

export interface CheckedCitizenNumber {
  readonly value: CitizenNumber;
  readonly bornOn: LocalDate;
  readonly sex: Sex;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';
/** An earlier birth date is a slip of the finger. */
const EARLIEST_YEAR = '1800';

/** The check character of 17 digits. */
export function citizenCheck(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body.charAt(index)), 0);
  return CHECKS.charAt(sum % 11);
}

/**
 * Checks form, birth date (real, and not after `asOf` where given) and check character; any one changed character is
 * caught. The area is never a ground: it is that of first issue and may be abolished since.
 */
export function checkCitizenNumber(input: unknown, asOf?: LocalDate): Checked<CheckedCitizenNumber> {
  const read = readCitizenNumber(input);
  if (!read.ok) return read;
  const { text, sex } = read;
  const bornOn = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}` as LocalDate;
  if (!isRealDay(bornOn) || bornOn < EARLIEST_YEAR) {
    return refuse(
      'citizen-number.birth-date',
      'Characters 7-14 are no day of the calendar',
      '第7至14位不是有效日期',
      7,
    );
  }
  if (asOf !== undefined && bornOn > asOf) {
    return refuse(
      'citizen-number.birth-date-future',
      'The birth date (characters 7-14) lies in the future',
      '出生日期（第7至14位）晚于当前日期',
      7,
    );
  }
  if (citizenCheck(text) !== text.charAt(17)) {
    return refuse(
      'citizen-number.check-character',
      'The check character (18th) does not fit the others',
      '公民身份号码校验码（第18位）不符',
      18,
    );
  }
  return { ok: true, value: text as CitizenNumber, bornOn, sex };
}

/** Form only: 17 digits and a digit or X, without spaces and hyphens; with the sex the 17th tells. */
export function readCitizenNumber(input: unknown): Checked<{ readonly text: string; readonly sex: Sex }> {
  const cleaned = clean(input);
  if (cleaned === undefined) return notText('citizen-number', '公民身份号码');
  const text = cleaned.replaceAll('-', '');
  if (text.length === 15) {
    return refuse(
      'citizen-number.first-generation',
      'Numbers of 15 digits are no longer accepted',
      '15位第一代身份证号码已停止使用',
    );
  }
  if (text.length !== 18) {
    return refuse(
      'citizen-number.length',
      `Must have 18 characters, has ${text.length}`,
      `公民身份号码应为18位，实为${text.length}位`,
    );
  }
  const bad = firstMisfit(text, (char, index) => isDigit(char) || (index === 17 && char === 'X'));
  if (bad >= 0) {
    return refuse(
      'citizen-number.character',
      `Character ${bad + 1} must be a digit${bad === 17 ? ' or X' : ''}`,
      `第${bad + 1}位应为数字${bad === 17 ? '或X' : ''}`,
      bad + 1,
    );
  }
  return { ok: true, text, sex: Number(text.charAt(16)) % 2 === 1 ? 'M' : 'F' };
}
