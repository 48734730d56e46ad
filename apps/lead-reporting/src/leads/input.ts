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

export const areaCode = rule(
  'area-code.form',
  'Must be six digits that begin with a province (GB/T 2260)',
  '行政区划代码应为6位数字，且以省级代码开头（GB/T 2260）',
  (text) => /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|81|82)\d{4}$/.test(text),
);

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
