import { checkDivisionCode } from '@xianjie/divisions';
import type { FieldIssue } from '@xianjie/errors';
import { checkedSchema, clean, type LocalDate } from '@xianjie/identifiers';
import { z } from 'zod';

/** Forms of input that leads, clusters and cases have in common. */

/** Half a surrogate pair and control characters but for line breaks and tabs are kept by no database. */
export const storable = (text: string): boolean => text.isWellFormed() && !/(?![\t\n\r])\p{Cc}/u.test(text);

/** Text of at most so many characters, or none. */
export const sentence = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .refine(storable, {
      error: 'Control characters are not allowed',
      params: { rule: 'text.control-character', zh: '不得含有控制字符' },
    });

/** Text of at least one character. */
export const words = (longest: number) => sentence(longest).min(1);

/** A rule of our own on text. */
export function rule(id: string, message: string, zh: string, holds: (text: string) => boolean) {
  return z.string().refine(holds, { error: message, params: { rule: id, zh } });
}

/** What no day heals. A code of another time is looked at again with the day of the act, see `issuesOfPlace`. */
const NEVER_A_DIVISION = new Set([
  'division.not-text',
  'division.form',
  'division.unknown',
  'division.grouping',
]);

/** A division of any time (GB/T 2260); full width, spaces and hyphens are forgiven. */
export const areaCode = checkedSchema<string>((input) => {
  const checked = checkDivisionCode(input);
  if (checked.ok || NEVER_A_DIVISION.has(checked.refusal.rule)) return checked;
  return { ok: true, value: clean(input)?.replaceAll('-', '') ?? '' };
});

/** What is wrong with a place on a day: old papers keep old codes, and people name old places by the codes of today. */
export function issuesOfPlace(area: string, on: LocalDate, today: LocalDate): FieldIssue[] {
  const then = checkDivisionCode(area, on);
  if (then.ok || checkDivisionCode(area, today).ok) return [];
  const { rule: broken, message, zh } = then.refusal;
  return [{ field: 'areaCode', rule: broken, message, messageZh: zh }];
}

/** Mainland telephone numbers, mobile or with area code; hyphens and spaces are dropped. */
export const phone = z
  .string()
  .max(32)
  .transform((text) => text.replace(/[\s-]/g, ''))
  .refine((text) => /^(\+?86)?(1[3-9]\d{9}|0\d{9,11})$/.test(text), {
    error: 'Must be a mainland telephone number',
    params: { rule: 'phone.form', zh: '应为境内电话号码' },
  });

/** Why somebody withdraws, dismisses or undoes something. */
export const reason = words(500);

/** A place of a list: a province, a prefecture or a county by the digits its code begins with. */
export const areaPrefix = z
  .string()
  .regex(/^\d{2}(\d{2}){0,2}$/)
  .meta({ description: 'Place of the act: the first 2, 4 or 6 digits of GB/T 2260' });
