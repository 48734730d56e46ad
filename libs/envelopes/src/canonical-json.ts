/**
 * JSON in the one form of RFC 8785 (JCS), as bytes to sign or to digest: two systems that hold the same values get the same bytes.
 * Members that are undefined are left out. Throws a TypeError on what JSON cannot hold: other numbers than finite ones, bigint,
 * lone surrogates, instances of classes such as Date, and values that contain themselves.
 */
export function canonicalJson(value: unknown): Uint8Array {
  return Buffer.from(write(value, 0), 'utf8');
}

/** Deeper than any document; what contains itself ends here. */
const DEEPEST = 200;

function write(value: unknown, depth: number): string {
  if (depth > DEEPEST) throw new TypeError('The value is nested too deeply for canonical JSON');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => write(each, depth + 1)).join(',')}]`;
  if (isPlain(value)) return writeObject(value, depth);
  throw new TypeError('Canonical JSON holds plain values only');
}

/** Names are sorted by UTF-16 code units, as `sort` does unasked. */
function writeObject(value: Readonly<Record<string, unknown>>, depth: number): string {
  const members = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort()
    .map((name) => `${write(name, depth)}:${write(value[name], depth + 1)}`);
  return `{${members.join(',')}}`;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
