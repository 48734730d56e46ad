import { DomainError } from '@xianjie/errors';
import { z } from 'zod';
import { createDto } from './create-dto.js';

/** Query of a list: `limit` 1 to 200 (50), `cursor` as an earlier page gave it. Extend it with the list's filters. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});

export class PageQueryDto extends createDto(pageQuery) {}

export interface Page<T> {
  readonly items: readonly T[];
  /** For the next page; null on the last. */
  readonly nextCursor: string | null;
}

/**
 * Cuts a page from `rows`, which were read with `limit + 1`; `keyOf` names the sort key of a row, by which the next page
 * begins.
 */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => readonly (string | number)[],
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(keyOf(last)) : null };
}

/** Opaque to callers. It names a place, gives no right: what a list shows is decided by the actor alone. */
export function cursorOf(key: readonly (string | number | object)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * The sort key in a cursor, as `key` (a tuple schema) describes it; undefined without a cursor. Throws DomainError
 * `invalid` (`page.cursor`) for anything that no page gave.
 */
export function readCursor<T extends z.ZodType>(cursor: string | undefined, key: T): z.output<T> | undefined {
  if (cursor === undefined) return undefined;
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    const issue = {
      field: 'cursor',
      rule: 'page.cursor',
      message: 'No page gave this cursor',
      messageZh: '无效的分页游标',
    };
    throw new DomainError('invalid', 'page.cursor', issue.message, { zh: issue.messageZh, issues: [issue] });
  }
}

/** `Link` header (RFC 8288) to the next page of a request's URL; undefined on the last page. */
export function nextLink(url: string, nextCursor: string | null): string | undefined {
  if (nextCursor === null) return undefined;
  const next = new URL(url, 'http://localhost');
  next.searchParams.set('cursor', nextCursor);
  return `<${next.pathname}${next.search}>; rel="next"`;
}
