import { DomainError } from '@xianjie/errors';
import type { IncomingHttpHeaders } from 'node:http';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a page of the console made the browser send this: said by the browser itself, in headers that no page can set. */
export function isSameOrigin(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === origin;
}

/**
 * Refuses a change that another site makes a browser send. Beside where it comes from, it needs a header that a form cannot set and that a
 * script of another origin may not. Throws DomainError `forbidden` (`request.foreign`).
 */
export function demandOwnRequest(method: string, headers: IncomingHttpHeaders, origin: string): void {
  if (SAFE.has(method)) return;
  if (headers['x-xianjie-console'] === '1' && isSameOrigin(headers, origin)) return;
  throw new DomainError('forbidden', 'request.foreign', 'Only a page of this console may send this', {
    zh: '仅允许本系统页面发起此请求',
  });
}
