import { DomainError, type FieldIssue } from '@xianjie/errors';
import type { z } from 'zod';
import { chinese } from './chinese.js';

/**
 * `value` as `schema` makes it. Throws DomainError `invalid` (`input.invalid`) with every field and rule that it breaks,
 * in both languages. A rule of our own names itself: `ctx.addIssue({ code: 'custom', message, params: { rule, zh } })`.
 */
export function check<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const issues = issuesOf(schema, value, read.error);
  throw new DomainError('invalid', 'input.invalid', 'The input breaks a rule; see errors', {
    zh: '输入不符合要求，详见 errors',
    issues,
  });
}

/** What `value` breaks; none where it fits. */
export function issuesOf(schema: z.ZodType, value: unknown, known?: z.ZodError): FieldIssue[] {
  const english = known ?? schema.safeParse(value).error;
  if (!english) return [];
  const inChinese = schema.safeParse(value, { error: chinese }).error?.issues ?? [];
  return english.issues.flatMap((issue, index) => fieldIssues(issue, inChinese[index]));
}

function fieldIssues(issue: z.core.$ZodIssue, inChinese: z.core.$ZodIssue | undefined): FieldIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, 20).map((key) => ({
      field: fieldOf([...issue.path, /^[A-Za-z_][\w.-]{0,63}$/.test(key) ? key : UNREPEATED]),
      rule: 'unknown-field',
      message: 'This field is not known here',
      messageZh: '未知字段',
    }));
  }
  const own =
    issue.code === 'custom' ? (issue.params as { rule?: string; zh?: string } | undefined) : undefined;
  const missing = issue.code === 'invalid_type' && /received undefined/.test(issue.message);
  return [
    {
      field: fieldOf(issue.path),
      rule: own?.rule ?? (missing ? 'required' : ruleOf(issue)),
      message: missing ? 'This field is required' : issue.message,
      messageZh: own?.zh ?? (missing ? '必填字段' : (inChinese?.message ?? issue.message)),
    },
  ];
}

/** What does not look like a field's name is not repeated: it may be anything, such as a person's number, and issues go onto the log. */
const UNREPEATED = '?';

function ruleOf(issue: z.core.$ZodIssue): string {
  const code = issue.code.replaceAll('_', '-');
  return issue.code === 'invalid_format' ? `${code}.${issue.format}` : code;
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index ? '.' : ''}${String(part)}`))
    .join('');
}
