import { DomainError } from '@xianjie/errors';
import { z } from 'zod';

/** Fen of whole yuan: how the tables write amounts. */
export const yuan = (amount: number): bigint => BigInt(amount) * 100n;

const DECIMAL = /^(\d{1,15})(?:\.(\d{1,2}))?$/;

/**
 * Fen of an amount in yuan, as a number or as decimal text, with at most 15 digits before the point and 2 behind it.
 * Throws DomainError `invalid`, `statutes.amount` for a negative amount, a fraction of a fen, or what is no amount.
 */
export function fenOfYuan(amount: number | string): bigint {
  const [, whole, fraction = ''] = DECIMAL.exec(String(amount).trim()) ?? [];
  if (whole === undefined) throw notAnAmount();
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
}

/** The amount in yuan, exact to the fen for amounts up to 90 billion yuan. */
export function yuanOfFen(fen: bigint): number {
  return Number(fen) / 100;
}

/** Throws DomainError `invalid`, `statutes.amount` where `fen` is negative; `field` names it in the issue. */
export function checkFen(fen: bigint, field: string): bigint {
  if (typeof fen === 'bigint' && fen >= 0n) return fen;
  throw notAnAmount(field);
}

function notAnAmount(field = 'amount'): DomainError {
  const message = 'An amount is not negative and has at most two decimals';
  const zh = '金额不得为负，最多两位小数';
  return new DomainError('invalid', 'statutes.amount', message, {
    zh,
    issues: [{ field, rule: 'statutes.amount', message, messageZh: zh }],
  });
}

/** An amount in configuration: text with its unit, so that nobody takes yuan for fen: `"250000元"`. Becomes fen. */
export const AmountSchema = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,2})?元$/, 'An amount is text with its unit, such as "250000元"')
  .transform((text) => fenOfYuan(text.slice(0, -1)));

/** `200,000` or `1,234.50`. */
export function formatYuan(fen: bigint): string {
  const whole = (fen / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = fen % 100n;
  return rest === 0n ? whole : `${whole}.${rest.toString().padStart(2, '0')}`;
}
