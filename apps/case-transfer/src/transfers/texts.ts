import { checkCitizenNumber } from '@xianjie/identifiers';
import { z } from 'zod';

/** Half a surrogate pair and control characters but for line breaks and tabs are kept by no database. */
const storable = (text: string): boolean => text.isWellFormed() && !/(?![\t\n\r])\p{Cc}/u.test(text);

/** Persons are named in the papers, which are files: a citizen number has no place in a field. */
export const impersonal = (text: string): boolean =>
  [...text.matchAll(/(?<!\d)\d{17}[\dXx](?![\dXx])/g)].every(([number]) => !checkCitizenNumber(number).ok);

/** A text of 1 to `longest` characters, without citizen numbers. */
export const words = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine(storable, {
      error: 'Control characters are not allowed',
      params: { rule: 'text.control-character', zh: '不得含有控制字符' },
    })
    .refine(impersonal, {
      error: 'A citizen number belongs into the papers, not here',
      params: { rule: 'text.citizen-number', zh: '此处不得填写公民身份号码' },
    });

export const organId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/);

export const moment = z.iso
  .datetime({ offset: true })
  .meta({ description: 'Moment with its offset, RFC 3339' });
