declare const brand: unique symbol;

/** A string that was checked; a plain string is not assignable to it. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Why a value was refused. Never holds the value itself, which may be personal. */
export interface Refusal {
  /** Stable code, `<identifier>.<rule>`. */
  readonly rule: string;
  readonly message: string;
  readonly zh: string;
  /** Place of the offending character in the cleaned input, from 1. */
  readonly at?: number;
}

/** What a check answers; it never throws, whatever it is given. */
export type Checked<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly refusal: Refusal };

export function refuse(
  rule: string,
  message: string,
  zh: string,
  at?: number,
): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: at === undefined ? { rule, message, zh } : { rule, message, zh, at } };
}

/** Characters beyond which no identifier is looked at: longer input is refused unread. */
const LONGEST = 256;

/** U+FF01-U+FF5E are ASCII 0x21-0x7E in full width. */
const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_SHIFT = 0xfee0;

/** Also what cannot be seen: zero width, and the marks of writing direction that Windows copies along with a number. */
const SPACES = /[\s\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const DASHES = /[\u00ad\u2010-\u2015\u2212\u30fc\ufe31\ufe32\ufe58\ufe63]/;
const DOTS = /[\u00b7\u2024\u2027\u3002\u30fb\uff61]/;

/**
 * What people type, in one form: half-width, upper case, without spaces and invisible characters; any dash is `-`,
 * any dot `.`. Answers undefined for what is not text or longer than 256 characters.
 */
export function clean(input: unknown): string | undefined {
  if (typeof input !== 'string' || input.length > LONGEST) return undefined;
  if (PLAIN.test(input)) return input;
  let out = '';
  for (const char of input) {
    const code = char.codePointAt(0) ?? 0;
    const half =
      code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST
        ? String.fromCharCode(code - FULL_WIDTH_SHIFT)
        : char;
    if (SPACES.test(half)) continue;
    out += DASHES.test(half) ? '-' : DOTS.test(half) ? '.' : upper(half);
  }
  return out;
}

/** Nothing to clean: the usual case. */
const PLAIN = /^[0-9A-Z./-]*$/;

/** Only a-z: `ß`, `ı` and their like must not turn into other letters. */
function upper(char: string): string {
  return char >= 'a' && char <= 'z' ? char.toUpperCase() : char;
}

export function notText(name: string, zh: string): { ok: false; refusal: Refusal } {
  return refuse(
    `${name}.not-text`,
    `Must be text of at most ${LONGEST} characters`,
    `${zh}须为不超过${LONGEST}个字符的文本`,
  );
}

/** The index of the first character for which `fits` is false, or -1. */
export function firstMisfit(text: string, fits: (char: string, index: number) => boolean): number {
  for (let index = 0; index < text.length; index += 1) if (!fits(text.charAt(index), index)) return index;
  return -1;
}

export const isDigit = (char: string): boolean => char >= '0' && char <= '9' && char.length === 1;
