import type { Type } from 'avsc';
import { malformed } from './malformed.js';

/** Records inside records; deeper ones exist only to exhaust a stack. */
const MAX_DEPTH = 64;

type Check = (cursor: Cursor) => void;

/**
 * Walks over the bytes of a value without making anything of them. avsc trusts what it reads: a count of 2^31 items
 * makes it loop that often, a negative block size makes it turn back for ever, a bad varint becomes another number. What this walk has
 * passed, avsc reads in time and memory proportional to the bytes.
 */
class Cursor {
  depth = 0;
  items = 0;

  constructor(
    readonly bytes: Buffer,
    public at: number,
  ) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  skip(count: number, what: string): void {
    if (count < 0 || count > this.left)
      throw malformed(`${what} of ${count} bytes at ${this.at}, ${this.left} left`);
    this.at += count;
  }

  byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw malformed(`cut off at ${this.at}`);
    this.at += 1;
    return byte;
  }

  /** A zigzag varint of at most `maxBits`; exact up to 2^53, beyond that only its size is right. */
  varint(maxBits: 32 | 64): number {
    const first = this.byte();
    if (first < 0x80) return (first >>> 1) ^ -(first & 1);
    const start = this.at - 1;
    let value = first & 0x7f;
    let factor = 128;
    let byte: number;
    do {
      byte = this.byte();
      value += (byte & 0x7f) * factor;
      factor *= 128;
    } while (byte >= 0x80 && this.at - start < 10);
    const bits = 7 * (this.at - start - 1) + (32 - Math.clz32(byte));
    if (byte >= 0x80 || bits > maxBits) throw malformed(`a number over ${maxBits} bits at ${start}`);
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }

  index(count: number, what: string): number {
    const start = this.at;
    const index = this.varint(64);
    if (index < 0 || index >= count) throw malformed(`no ${what} ${index} at ${start}`);
    return index;
  }
}

function checkText(cursor: Cursor): void {
  cursor.skip(cursor.varint(64), 'a text');
}

function checkKey(cursor: Cursor): void {
  const length = cursor.varint(64);
  const start = cursor.at;
  cursor.skip(length, 'a key');
  // As a property it would replace the map's prototype.
  if (length === 9 && cursor.bytes.toString('latin1', start, cursor.at) === '__proto__')
    throw malformed('a key __proto__');
}

/** Blocks of an array or map: a count, or a negative count and the size of the block; 0 ends them. */
function checkBlocks(cursor: Cursor, item: Check): void {
  for (let next = cursor.varint(64); next !== 0; next = cursor.varint(64)) {
    const size = next < 0 ? cursor.varint(64) : undefined;
    const start = cursor.at;
    const count = Math.abs(next);
    // An item has a byte at least; items without any (null) are held to the same sum.
    cursor.items += count;
    if (cursor.items > cursor.bytes.length)
      throw malformed(`${count} items at ${start}, ${cursor.left} bytes left`);
    for (let left = count; left > 0; left -= 1) item(cursor);
    if (size !== undefined && size !== cursor.at - start)
      throw malformed(`a block of ${size} bytes at ${start}`);
  }
}

function checkRecord(cursor: Cursor, fields: readonly Check[]): void {
  cursor.depth += 1;
  if (cursor.depth > MAX_DEPTH) throw malformed(`over ${MAX_DEPTH} records deep at ${cursor.at}`);
  for (const field of fields) field(cursor);
  cursor.depth -= 1;
}

function checkBoolean(cursor: Cursor): void {
  if (cursor.byte() > 1) throw malformed(`no boolean at ${cursor.at - 1}`);
}

const checkNumber = (bits: 32 | 64) => (cursor: Cursor) => void cursor.varint(bits);

const SIMPLE: Readonly<Record<string, Check>> = {
  null: () => {},
  boolean: checkBoolean,
  int: checkNumber(32),
  long: checkNumber(64),
  'abstract:long': checkNumber(64),
  float: (cursor) => cursor.skip(4, 'a float'),
  double: (cursor) => cursor.skip(8, 'a double'),
  bytes: checkText,
  string: checkText,
};

/** What avsc's types hold, by kind. */
interface Shape {
  readonly fields: readonly { readonly type: Type }[];
  readonly types: readonly Type[];
  readonly symbols: readonly string[];
  readonly itemsType: Type;
  readonly valuesType: Type;
  readonly size: number;
}

function checkItems(kind: string, shape: Shape, checkOf: (inner: Type) => Check): Check {
  const value = checkOf(kind === 'array' ? shape.itemsType : shape.valuesType);
  if (kind === 'array') return (cursor) => checkBlocks(cursor, value);
  return (cursor) =>
    checkBlocks(cursor, (at) => {
      checkKey(at);
      value(at);
    });
}

function checkComplex(type: Type, checkOf: (inner: Type) => Check): Check {
  const shape = type as unknown as Shape;
  switch (type.typeName) {
    case 'record':
    case 'error': {
      const fields = shape.fields.map((field) => checkOf(field.type));
      return (cursor) => checkRecord(cursor, fields);
    }
    case 'union:unwrapped':
    case 'union:wrapped': {
      const branches = shape.types.map(checkOf);
      return (cursor) => (branches[cursor.index(branches.length, 'branch')] as Check)(cursor);
    }
    case 'enum':
      return (cursor) => void cursor.index(shape.symbols.length, 'symbol');
    case 'fixed':
      return (cursor) => cursor.skip(shape.size, 'a fixed');
    case 'array':
    case 'map':
      return checkItems(type.typeName, shape, checkOf);
    default:
      throw new TypeError(`No check for ${type.typeName}`);
  }
}

function compile(type: Type, known: Map<Type, Check>): Check {
  const found = known.get(type) ?? SIMPLE[type.typeName];
  if (found) return found;
  const own: { check?: Check } = {};
  known.set(type, (cursor) => own.check?.(cursor)); // a record may hold itself
  own.check = checkComplex(type, (inner) => compile(inner, known));
  return own.check;
}

/**
 * A function that throws DomainError `invalid` (`contract.bytes-malformed`) unless the bytes from `start` to the end are
 * exactly one value of `type`. Takes time and memory in proportion to the bytes, whatever they claim.
 */
export function byteCheck(type: Type): (bytes: Buffer, start: number) => void {
  const check = compile(type, new Map());
  return (bytes, start) => {
    const cursor = new Cursor(bytes, start);
    check(cursor);
    if (cursor.left > 0) throw malformed(`${cursor.left} bytes too many`);
  };
}
