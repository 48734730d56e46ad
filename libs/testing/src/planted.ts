import { createHash } from 'node:crypto';

/** A planted value that was found where it must not be. */
export interface Found {
  /** Name of the value. */
  readonly value: string;
  readonly where: string;
  /** How it was written there. */
  readonly form: string;
}

interface Form {
  readonly value: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/**
 * Values that a test plants, to search for them in everything a system keeps and says: as they are, encoded in the usual ways, and as
 * plain digests, which are as good as the value where there are few of its kind.
 */
export class Planted {
  readonly #forms: readonly Form[];

  /** By their names; each long enough not to be found by chance. */
  constructor(values: Readonly<Record<string, string>>) {
    this.#forms = Object.entries(values).flatMap(([value, text]) => distinct(value, formsOf(text)));
  }

  /** Where in `content` they are; hexadecimal in either case. */
  in(where: string, content: string | Uint8Array): Found[] {
    const bytes =
      typeof content === 'string'
        ? Buffer.from(content)
        : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    return this.#forms.flatMap(({ value, form, bytes: wanted }) =>
      bytes.includes(wanted) ? [{ value, where, form }] : [],
    );
  }
}

/** Digits look the same in more than one form. */
function distinct(value: string, forms: Readonly<Record<string, string | Buffer>>): Form[] {
  const all = Object.entries(forms).map(([form, written]) => ({ value, form, bytes: Buffer.from(written) }));
  return [...new Map(all.reverse().map((form) => [form.bytes.toString('latin1'), form])).values()];
}

function formsOf(text: string): Record<string, string | Buffer> {
  const bytes = Buffer.from(text);
  const escaped = [...text].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  return {
    plain: bytes,
    'UTF-16': Buffer.from(text, 'utf16le'),
    'escaped in JSON': escaped,
    'in a URL': encodeURIComponent(text),
    hexadecimal: bytes.toString('hex'),
    'hexadecimal, upper case': bytes.toString('hex').toUpperCase(),
    ...base64Forms(bytes),
    ...digestForms(bytes),
  };
}

/** A value within a longer text begins at any of three places of a base64 group; what depends on its neighbours is left out. */
function base64Forms(bytes: Buffer): Record<string, string> {
  const forms: Record<string, string> = {};
  for (const before of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = shifted.subarray(0, shifted.length - (shifted.length % 3));
    const inner = whole.toString('base64').slice(before === 0 ? 0 : 4);
    forms[`base64, ${before}`] = inner;
    forms[`base64url, ${before}`] = inner.replaceAll('+', '-').replaceAll('/', '_');
  }
  return forms;
}

function digestForms(bytes: Buffer): Record<string, string | Buffer> {
  const forms: Record<string, string | Buffer> = {};
  for (const algorithm of ['md5', 'sha1', 'sha256']) {
    const digest = createHash(algorithm).update(bytes).digest();
    forms[algorithm] = digest;
    forms[`${algorithm}, hexadecimal`] = digest.toString('hex');
    forms[`${algorithm}, base64`] = digest.toString('base64').replace(/=+$/, '');
  }
  return forms;
}
