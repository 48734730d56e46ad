import { refusal } from '../refusals.js';

/** A request as it is signed. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute, as the sender addresses it: with the public host, not that of a server behind a proxy. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As it goes over the wire; undefined or empty where there is none. */
  readonly body?: Uint8Array | undefined;
}

/** Characters of a URL or of the value of a field. */
const LONGEST = 8192;
/** A line break in a value would add lines to what is signed. */
const FIELD_VALUE = /^[\t\x20-\x7e]*$/;

/** Undefined where there is none, or an empty one. */
export const bodyOf = ({ body }: HttpRequest): Uint8Array | undefined =>
  body !== undefined && body.length > 0 ? body : undefined;

/**
 * The value of a header field as RFC 9421 §2.1 signs it: trimmed, several joined by a comma; undefined where there is none. Throws
 * DomainError `envelope.malformed` on characters beyond printable ASCII, and on more than 8192 of them.
 */
export function fieldOf({ headers }: HttpRequest, name: string): string | undefined {
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
  if (values.length === 0) return undefined;
  if (!values.every((value) => value.length <= LONGEST && FIELD_VALUE.test(value)))
    throw refusal('malformed');
  return values.map((value) => value.trim()).join(', ');
}

/** The derived components of RFC 9421 §2.2 that a request has by itself. Throws DomainError `envelope.malformed`. */
export function derivedOf({ method, url }: HttpRequest): Readonly<Record<string, string>> {
  if (!/^[A-Za-z-]{1,32}$/.test(method) || url.length > LONGEST || !URL.canParse(url)) {
    throw refusal('malformed');
  }
  const { protocol, host, pathname, search } = new URL(url);
  return {
    '@method': method,
    '@target-uri': `${protocol}//${host}${pathname}${search}`,
    '@authority': host,
    '@scheme': protocol.slice(0, -1),
    '@request-target': `${pathname}${search}`,
    '@path': pathname,
    '@query': search || '?',
  };
}
