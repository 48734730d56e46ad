import { DomainError } from '@xianjie/errors';
import { checkLocalDate, type LocalDate } from '@xianjie/identifiers';

/** The object of one input line. */
export type Fields = Readonly<Record<string, unknown>>;

/** Refuses a field of the line: `evaluate.field`, which names the field and the rule it broke. */
export function badField(field: string, rule: string, message: string, zh: string): DomainError {
  const named = `${field}: ${message}`;
  return new DomainError('invalid', 'evaluate.field', named, {
    zh: `${field}：${zh}`,
    issues: [{ field, rule, message, messageZh: zh }],
  });
}

/** The reader of a field that may be left out; `null` counts as left out. */
export function optional<T>(
  read: (fields: Fields, field: string) => T,
  fields: Fields,
  field: string,
): T | undefined {
  return fields[field] === undefined || fields[field] === null ? undefined : read(fields, field);
}

/** The reader of a field that must be there and may be `null`. */
export function nullable<T>(
  read: (fields: Fields, field: string) => T,
  fields: Fields,
  field: string,
): T | null {
  return fields[field] === null ? null : read(fields, field);
}

export function textOf(fields: Fields, field: string): string {
  const value = given(fields, field);
  if (typeof value === 'string') return value;
  throw badField(field, 'text', 'must be text', '须为文本');
}

export function flagOf(fields: Fields, field: string): boolean {
  const value = given(fields, field);
  if (typeof value === 'boolean') return value;
  throw badField(field, 'boolean', 'must be true or false', '须为 true 或 false');
}

export function wholeNumberOf(fields: Fields, field: string): number {
  const value = given(fields, field);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw badField(field, 'whole-number', 'must be a whole number', '须为整数');
}

export function textsOf(fields: Fields, field: string): readonly string[] {
  const value = given(fields, field);
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  throw badField(field, 'texts', 'must be a list of texts', '须为文本列表');
}

export function oneOf<T extends string | number>(
  choices: readonly T[],
): (fields: Fields, field: string) => T {
  const listed = choices.join(', ');
  return (fields, field) => {
    const value = given(fields, field);
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    throw badField(field, 'choice', `must be one of ${listed}`, `须为下列之一：${listed}`);
  };
}

export function dayOf(fields: Fields, field: string): LocalDate {
  const checked = checkLocalDate(textOf(fields, field));
  if (checked.ok) return checked.value;
  const { rule, message, zh } = checked.refusal;
  throw badField(field, rule, message, zh);
}

/** Amounts up to here are read exactly: between two of them that are a fen apart lies more than one double. */
const LARGEST_AMOUNT = 10_000_000_000_000;
const DECIMAL = /^(\d+)(?:\.(\d{1,2}))?$/;

/** An amount in yuan, as fen: not negative, at most two decimals and ten trillion. */
export function fenOf(fields: Fields, field: string): bigint {
  const value = given(fields, field);
  if (typeof value !== 'number')
    throw badField(field, 'amount', 'must be a number of yuan', '须为以元计的数');
  if (!(value >= 0 && value <= LARGEST_AMOUNT)) {
    throw badField(field, 'amount.range', 'must be from 0 to ten trillion yuan', '须在0元至十万亿元之间');
  }
  const [, yuan, decimals = ''] = DECIMAL.exec(String(value)) ?? [];
  if (yuan !== undefined) return BigInt(yuan) * 100n + BigInt(decimals.padEnd(2, '0'));
  throw badField(field, 'amount.decimals', 'must have at most two decimals', '最多两位小数');
}

function given(fields: Fields, field: string): unknown {
  const value = fields[field];
  if (value === undefined || value === null) throw badField(field, 'required', 'is missing', '缺失');
  return value;
}
