import { describe, expect, it } from '@jest/globals';
import { DomainError, isDomainError } from './index.js';

describe('DomainError', () => {
  it('carries kind, code, both sentences, the fields and the cause', () => {
    const cause = new Error('below');
    const issues = [{ field: 'subject.creditCode', rule: 'credit-code.check-character', message: 'wrong' }];
    const error = new DomainError('invalid', 'lead.invalid', 'The lead is invalid', {
      zh: '线索无效',
      issues,
      cause,
    });
    expect(error).toMatchObject({ kind: 'invalid', code: 'lead.invalid', zh: '线索无效', issues, cause });
    expect(error.message).toBe('The lead is invalid');
  });

  it('has no cause where none was given', () => {
    expect('cause' in new DomainError('stale', 'x', 'x')).toBe(false);
  });
});

describe('isDomainError', () => {
  it.each([
    [new DomainError('stale', 'x', 'x'), 'stale', true],
    [new DomainError('stale', 'x', 'x'), undefined, true],
    [new DomainError('stale', 'x', 'x'), 'conflict', false],
    [new Error('x'), undefined, false],
    [undefined, undefined, false],
  ] as const)('of %s as %s is %s', (error, kind, expected) => {
    expect(isDomainError(error, kind)).toBe(expected);
  });
});
