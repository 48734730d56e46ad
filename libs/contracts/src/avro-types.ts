import avro, { type Type } from 'avsc';

type Hook = (value: unknown, type: unknown) => void;

/** The part of avsc's cursor that is used here. */
interface Tap {
  readonly buf: Buffer;
  pos: number;
}

/** avsc's types with the methods that its published types leave out. */
interface OpenType extends Type {
  _check(value: unknown, flags?: number, hook?: Hook): boolean;
  _read(tap: Tap): unknown;
  _write(tap: Tap, value: unknown): void;
}

const StringBase = avro.types.StringType as unknown as new () => OpenType;
const EnumBase = avro.types.EnumType as unknown as new (
  schema: unknown,
  options: unknown,
) => OpenType & { readonly symbols: readonly string[] };
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * avsc writes a lone surrogate as bytes that are no UTF-8, which other readers refuse, and reads bytes that are no
 * UTF-8 as U+FFFD. Here both are errors.
 */
class Utf8String extends StringBase {
  override _check(value: unknown, _flags?: number, hook?: Hook): boolean {
    const fits = typeof value === 'string' && value.isWellFormed();
    if (!fits) hook?.(value, this);
    return fits;
  }

  override _write(tap: Tap, value: unknown): void {
    if (!this._check(value)) throw new TypeError('no text');
    super._write(tap, value);
  }

  override _read(tap: Tap): unknown {
    const text = super._read(tap);
    if (typeof text === 'string' && text.includes('\ufffd')) {
      // It is three bytes long where it was really written; only such rare texts are decoded twice.
      strictUtf8.decode(tap.buf.subarray(tap.pos - Buffer.byteLength(text), tap.pos));
    }
    return text;
  }
}

/** avsc looks symbols up in a plain object, so it takes `constructor` for one and writes rubbish. */
class OwnSymbolsEnum extends EnumBase {
  override _check(value: unknown, _flags?: number, hook?: Hook): boolean {
    const fits = typeof value === 'string' && this.symbols.includes(value);
    if (!fits) hook?.(value, this);
    return fits;
  }

  override _write(tap: Tap, value: unknown): void {
    if (!this._check(value)) throw new TypeError('no symbol');
    super._write(tap, value);
  }
}

// One buffer for each length a long can have: avsc copies from it before the next long is written.
const longBytes = Array.from({ length: 11 }, (_, length) => Buffer.alloc(length));

function varintOf(value: bigint): Buffer {
  let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
  let length = 1;
  for (let left = rest >> 7n; left > 0n; left >>= 7n) length += 1;
  const bytes = longBytes[length] as Buffer;
  for (let at = 0; at < length; at += 1) {
    bytes[at] = Number(rest & 0x7fn) | (at + 1 < length ? 0x80 : 0);
    rest >>= 7n;
  }
  return bytes;
}

function bigintOf(varint: Uint8Array): bigint {
  let value = 0n;
  for (let at = varint.length - 1; at >= 0; at -= 1)
    value = (value << 7n) | BigInt((varint[at] as number) & 0x7f);
  return (value >> 1n) ^ -(value & 1n);
}

/** `long` as bigint: money in fen and stream numbers go beyond what a number holds exactly. */
const bigintLong = avro.types.LongType.__with(
  {
    fromBuffer: bigintOf,
    toBuffer: varintOf,
    fromJSON: (json: number | string) => BigInt(json),
    toJSON: (value: bigint) => (BigInt.asIntN(53, value) === value ? Number(value) : value.toString()),
    isValid: (value: unknown) => typeof value === 'bigint' && BigInt.asIntN(64, value) === value,
    compare: (left: bigint, right: bigint) => (left < right ? -1 : left > right ? 1 : 0),
  },
  true,
);
const utf8String = new Utf8String() as Type;

function typeHook(schema: unknown, options: unknown): Type | undefined {
  const name = typeof schema === 'object' && schema !== null && 'type' in schema ? schema.type : schema;
  if (name === 'string') return utf8String;
  if (name === 'long') return bigintLong as unknown as Type;
  if (name === 'enum') return new OwnSymbolsEnum(schema, options) as Type;
  return undefined;
}

/** The avsc type of a schema's text. Throws where it is no Avro schema. */
export function parseSchema(text: string): Type {
  const options = { typeHook, omitRecordMethods: true };
  return avro.Type.forSchema(
    JSON.parse(text),
    options as unknown as Parameters<typeof avro.Type.forSchema>[1],
  );
}
