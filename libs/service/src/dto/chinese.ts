import { z } from 'zod';

const nouns: Readonly<Record<string, string>> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: '布尔值',
  array: '数组',
  object: '对象',
  record: '对象',
  null: '空值',
  date: '日期',
  bigint: '整数',
};
const units: Readonly<Record<string, string>> = {
  string: '个字符',
  array: '项',
  set: '项',
  map: '项',
  file: '字节',
};
const otherwise = z.locales.zhCN().localeError;

/** Zod's messages as officers read them; zod's own Chinese leaves words like `string` in place. */
export function chinese(issue: z.core.$ZodRawIssue): string | { message: string } | undefined | null {
  switch (issue.code) {
    case 'invalid_type':
      return `应为${nouns[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return size(issue.origin, '至少', '不小于', '晚于', issue.minimum, issue.inclusive);
    case 'too_big':
      return size(issue.origin, '最多', '不大于', '早于', issue.maximum, issue.inclusive);
    case 'invalid_value':
      return `应为以下之一：${issue.values.map(String).join('、')}`;
    case 'invalid_format':
      return '格式错误';
    default:
      return otherwise(issue);
  }
}

function size(
  origin: string,
  count: string,
  bound: string,
  day: string,
  limit: unknown,
  inclusive = true,
): string {
  const unit = units[origin];
  if (unit) return `${count}${String(limit)}${unit}`;
  if (origin === 'date') return `应${day}${String(limit)}`;
  return inclusive ? `应${bound}${String(limit)}` : `应${bound}且不等于${String(limit)}`;
}
