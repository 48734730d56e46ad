import type { Language } from '../words/language.js';

/** What the kernel's checks answer: `checkCreditCode`, `checkPatentNumber` and their like. */
type Check = (
  text: string,
) =>
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: { readonly message: string; readonly zh: string } };

/** A rule of a form's field that says, as one types, what the services would say. Empty fields pass: see `required`. */
export function checked(check: Check, language: Language) {
  return {
    validator: async (_rule: unknown, value: unknown) => {
      if (typeof value !== 'string' || value.trim() === '') return;
      const result = check(value);
      if (!result.ok) throw new Error(language === 'zh' ? result.refusal.zh : result.refusal.message);
    },
  };
}

export function required(language: Language) {
  return { required: true, whitespace: true, message: language === 'zh' ? '必填' : 'Required' };
}

/** The same of a field whose value is a number: a rule for texts would take none. */
export function requiredNumber(language: Language) {
  return { required: true, type: 'number' as const, message: required(language).message };
}

export function atMost(longest: number, language: Language) {
  return {
    max: longest,
    message: language === 'zh' ? `最多 ${longest} 个字符` : `At most ${longest} characters`,
  };
}

/** Checks run while one types, a moment after the last key. */
export const asOneTypes = { validateTrigger: ['onChange', 'onBlur'], validateDebounce: 300 } as const;

/** `officers[0].name` of a problem, as forms name their fields: `['officers', 0, 'name']`. */
export function pathOf(field: string): (string | number)[] {
  return [...field.matchAll(/[^.[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** Without what is empty, as services want it: a field that was left out, not an empty one. */
export function filledIn<T extends object>(values: T): T {
  const cleaned = Object.entries(values).flatMap(([name, value]: [string, unknown]) => {
    const kept = cleanedValue(value);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return Object.fromEntries(cleaned) as T;
}

function cleanedValue(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) return value.map(cleanedValue).filter((item) => item !== undefined);
  if (typeof value !== 'object') return value;
  const object = filledIn(value);
  return Object.keys(object).length === 0 ? undefined : object;
}

/** What a check says against a text, in one language; for fields outside of forms. */
export const faultIn =
  (check: Check, language: Language) =>
  (text: string): string | undefined => {
    const result = check(text);
    return result.ok ? undefined : language === 'zh' ? result.refusal.zh : result.refusal.message;
  };
