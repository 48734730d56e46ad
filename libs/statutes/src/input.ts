import { DomainError } from '@xianjie/errors';
import { checkLocalDate, type LocalDate } from '@xianjie/identifiers';

/**
 * A day in canonical form. Throws DomainError `invalid` with the code of the rule it breaks (`local-date.…`); `field` names it
 * in the issue.
 */
export function checkDay(input: string, field: string): LocalDate {
  const checked = checkLocalDate(input);
  if (checked.ok) return checked.value;
  const { rule, message, zh } = checked.refusal;
  throw new DomainError('invalid', rule, `${field}: ${message}`, {
    zh: `${field}：${zh}`,
    issues: [{ field, rule, message, messageZh: zh }],
  });
}

/** Throws DomainError `invalid`, `statutes.unknown-value` where `value` is none of `known`. */
export function checkKnown<T extends string | number>(value: T, known: readonly T[], field: string): T {
  if (known.includes(value)) return value;
  throw notKnown(field, `is one of ${known.join(', ')}`, `须为 ${known.join('、')} 之一`);
}

/** Throws DomainError `invalid`, `statutes.unknown-value` where `value` is no count. */
export function checkCount(value: number, field: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw notKnown(field, 'is a whole number, 0 or more', '须为不小于0的整数');
}

function notKnown(field: string, rule: string, ruleZh: string): DomainError {
  const message = `${field} ${rule}`;
  const zh = `${field} ${ruleZh}`;
  return new DomainError('invalid', 'statutes.unknown-value', message, {
    zh,
    issues: [{ field, rule: 'statutes.unknown-value', message, messageZh: zh }],
  });
}
