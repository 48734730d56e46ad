import { describe, expect, it } from '@jest/globals';
import { DomainError, type FieldIssue } from '@xianjie/errors';
import { z } from 'zod';
import { check } from './check.js';
import { createDto } from './create-dto.js';
import { cursorOf, pageOf, readCursor } from './page.js';

function issuesOf(schema: z.ZodType, value: unknown): readonly FieldIssue[] {
  try {
    check(schema, value);
  } catch (error) {
    if (error instanceof DomainError) return error.issues;
    throw error;
  }
  return [];
}

describe('createDto', () => {
  it('refuses unknown fields at the top by itself', () => {
    expect(issuesOf(createDto(z.object({ a: z.string() })).schema, { a: 'x', b: 1 })).toEqual([
      expect.objectContaining({ field: 'b', rule: 'unknown-field' }),
    ]);
  });

  it.each(['13912345678', '张三', '11010519491231002X', 'a b'])('does not repeat %j as a field', (name) => {
    const { schema } = createDto(z.object({ a: z.string() }));
    expect(issuesOf(schema, { a: 'x', [name]: 1 })).toEqual([
      expect.objectContaining({ field: '?', rule: 'unknown-field' }),
    ]);
  });

  it('wants objects inside to be strict, and says where they are not', () => {
    const open = z.object({ b: z.array(z.object({ c: z.string() })) });
    expect(() => createDto(open)).toThrow('/properties/b/items');
    expect(() => createDto(z.object({ b: z.looseObject({ c: z.string() }) }))).not.toThrow();
  });
});

describe('check', () => {
  const schema = z.strictObject({
    a: z.string().min(2).max(3),
    n: z.number().int().min(1).max(9),
    k: z.enum(['x', 'y']).optional(),
    l: z.array(z.string()).max(1).default([]),
    d: z.iso.date().optional(),
    own: z
      .string()
      .refine((text) => text !== 'bad', { message: 'Not this', params: { rule: 'own.rule', zh: '不可' } })
      .optional(),
  });

  it.each([
    [{ n: 1 }, 'a', 'required', '必填字段'],
    [{ a: 1, n: 1 }, 'a', 'invalid-type', '应为文本'],
    [{ a: 'x', n: 1 }, 'a', 'too-small', '至少2个字符'],
    [{ a: 'xxxx', n: 1 }, 'a', 'too-big', '最多3个字符'],
    [{ a: 'xx', n: 0 }, 'n', 'too-small', '应不小于1'],
    [{ a: 'xx', n: 10 }, 'n', 'too-big', '应不大于9'],
    [{ a: 'xx', n: 1, k: 'z' }, 'k', 'invalid-value', '应为以下之一：x、y'],
    [{ a: 'xx', n: 1, l: ['a', 'b'] }, 'l', 'too-big', '最多1项'],
    [{ a: 'xx', n: 1, l: [1] }, 'l[0]', 'invalid-type', '应为文本'],
    [{ a: 'xx', n: 1, d: '2026-02-30' }, 'd', 'invalid-format.date', '格式错误'],
    [{ a: 'xx', n: 1, own: 'bad' }, 'own', 'own.rule', '不可'],
  ])('says of %j: %s breaks %s', (value, field, rule, messageZh) => {
    expect(issuesOf(schema, value)).toEqual([{ field, rule, message: expect.any(String), messageZh }]);
  });

  it('never repeats what was sent', () => {
    const text = JSON.stringify(
      issuesOf(schema, { a: '11010519491231002X', n: 'secret', k: 'secret', own: 5 }),
    );
    expect(text).not.toMatch(/1101|secret/);
  });
});

describe('a cursor', () => {
  const key = z.tuple([z.string(), z.number()]);

  it('comes back as it was given', () => {
    expect(readCursor(cursorOf(['衔', 5]), key)).toEqual(['衔', 5]);
    expect(readCursor(undefined, key)).toBeUndefined();
  });

  it.each(['', 'x', cursorOf(['a']), cursorOf([1, 'a']), cursorOf(['a', 1, 2]), '!!!'])(
    'is refused where no page gave it: %p',
    (cursor) => {
      expect(() => readCursor(cursor, key)).toThrow('No page gave this cursor');
    },
  );

  it('is there exactly while there is more', () => {
    expect(pageOf([1, 2, 3], 2, (n) => [n])).toEqual({ items: [1, 2], nextCursor: cursorOf([2]) });
    expect(pageOf([1, 2], 2, (n) => [n])).toEqual({ items: [1, 2], nextCursor: null });
    expect(pageOf([], 2, () => [])).toEqual({ items: [], nextCursor: null });
  });
});
