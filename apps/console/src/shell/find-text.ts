import { checkCreditCode, checkPatentNumber } from '@xianjie/identifiers';

/** One question to a list, by one of its filters. */
export type Query = Readonly<Record<string, string>>;

/** No number of an office is longer. */
export const LONGEST_NO = 64;

/**
 * What a list is asked for what was typed: by the credit code or patent number that it is, else by `numberField`, as typed and in
 * capitals, and by a name.
 */
export function queriesFor(text: string, numberField: string): Query[] {
  const typed = text.trim();
  const [code, patent] = [checkCreditCode(typed), checkPatentNumber(typed)];
  if (code.ok) return [{ creditCode: code.value }];
  if (patent.ok) return [{ patentNumber: patent.value }];
  const numbers = typed.length > LONGEST_NO ? [] : [...new Set([typed, typed.toUpperCase()])];
  return [
    ...numbers.map((number) => ({ [numberField]: number })),
    ...(isName(typed) ? [{ name: typed }] : []),
  ];
}

/** A name has two characters at least, and is not only digits and signs. */
export const isName = (text: string): boolean => /\p{L}/u.test(text) && [...text].length >= 2;
