import { DomainError, type FieldIssue } from '@xianjie/errors';
import type { Actor } from '@xianjie/identity';
import type { Officer } from './evidence.js';

/** Throws DomainError `forbidden` (`officer.needed`). */
export function requireOfficer({ officer }: Actor): Officer {
  if (officer) return { id: officer.id, name: officer.name };
  throw new DomainError('forbidden', 'officer.needed', 'An officer registers it, signed in', {
    zh: '须由承办人员登录登记',
  });
}

export function invalid(field: string, rule: string, message: string, messageZh: string): DomainError {
  const issue: FieldIssue = { field, rule, message, messageZh };
  return new DomainError('invalid', rule, message, { zh: messageZh, issues: [issue] });
}

export function conflict(code: string, message: string, zh: string): DomainError {
  return new DomainError('conflict', code, message, { zh });
}

export function forbidden(code: string, message: string, zh: string): DomainError {
  return new DomainError('forbidden', code, message, { zh });
}
