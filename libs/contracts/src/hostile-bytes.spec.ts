import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@xianjie/errors';
import fc from 'fast-check';
import { parseSchema } from './avro-types.js';
import { frameReader } from './reader.js';

const schema = JSON.stringify({
  type: 'record',
  name: 'Everything',
  fields: [
    { name: 'text', type: 'string' },
    { name: 'small', type: 'int' },
    { name: 'big', type: 'long' },
    { name: 'flag', type: 'boolean' },
    { name: 'kind', type: { type: 'enum', name: 'Kind', symbols: ['A', 'B'], default: 'A' } },
    { name: 'hash', type: { type: 'fixed', name: 'Hash', size: 2 } },
    { name: 'items', type: { type: 'array', items: 'long' } },
    { name: 'named', type: { type: 'map', values: 'string' } },
    { name: 'child', type: ['null', 'Everything'], default: null },
  ],
});
const only = (type: unknown) =>
  JSON.stringify({ type: 'record', name: 'One', fields: [{ name: 'value', type }] });

/** Reads bytes as if they had come in a frame of an unknown id with this schema. */
function read(bytes: Buffer | readonly number[], text = schema, reader = text): unknown {
  const frame = Buffer.concat([Buffer.from([0, 0x7f, 0, 0, 1]), Buffer.from(bytes)]);
  return frameReader(parseSchema(reader))(frame, { schemaById: () => text });
}

const numbers = { type: 'array', items: 'long' };
const TWO_TO_40 = [0x80, 0x80, 0x80, 0x80, 0x80, 0x40];
const MINUS_ONE = [0x01];

describe('bytes that lie', () => {
  const cases: readonly (readonly [string, unknown, readonly number[]])[] = [
    ['an array that claims 2^40 items', numbers, TWO_TO_40],
    ['an array that claims 2^31 items', numbers, [0x80, 0x80, 0x80, 0x80, 0x10]],
    ['an array of 2^20 items without bytes', { type: 'array', items: 'null' }, [0x80, 0x80, 0x80, 0x01, 0]],
    ['a block that is smaller than it says', numbers, [...MINUS_ONE, 0x10, 0x02, 0x00]],
    ['a block of negative size', numbers, [...MINUS_ONE, 0x01, 0x02, 0x00]],
    ['a map that claims 2^40 entries', { type: 'map', values: 'long' }, TWO_TO_40],
    [
      'a key that would replace the prototype',
      { type: 'map', values: 'long' },
      [2, 18, ...Buffer.from('__proto__'), 2, 0],
    ],
    ['a text of 2^40 bytes', 'string', TWO_TO_40],
    ['a text of negative length', 'string', MINUS_ONE],
    ['a text that is no UTF-8', 'string', [0x04, 0xc3, 0x28]],
    ['a surrogate in UTF-8', 'string', [0x06, 0xed, 0xa0, 0x80]],
    ['bytes of 2^40', 'bytes', TWO_TO_40],
    ['a fixed that is cut off', { type: 'fixed', name: 'F', size: 8 }, [1, 2, 3]],
    ['a long of eleven bytes', 'long', [...Array<number>(10).fill(0x80), 0x00]],
    ['a long over 64 bits', 'long', [...Array<number>(9).fill(0xff), 0x02]],
    ['an int over 32 bits', 'int', TWO_TO_40],
    ['a boolean of 2', 'boolean', [2]],
    ['a symbol beyond the last', { type: 'enum', name: 'E', symbols: ['A'] }, [2]],
    ['a negative symbol', { type: 'enum', name: 'E', symbols: ['A'] }, MINUS_ONE],
    ['a branch beyond the last', ['null', 'string'], [4]],
    ['a negative branch', ['null', 'string'], MINUS_ONE],
    ['a double that is cut off', 'double', [1, 2, 3]],
    ['nothing', 'string', []],
    ['one byte too many', 'boolean', [1, 0]],
  ];

  it.each(cases)('are refused: %s', (_name, type, bytes) => {
    expect(() => read(bytes, only(type))).toThrow(
      expect.objectContaining({ code: 'contract.bytes-malformed' }),
    );
  });

  it('are refused where the reader skips the field: a block that sends it back for ever', () => {
    const writer = JSON.stringify({
      ...(JSON.parse(only(numbers)) as object),
      fields: [
        { name: 'dropped', type: numbers },
        { name: 'value', type: 'boolean' },
      ],
    });
    const backwards = [...MINUS_ONE, 0x05, 0x02, 0x00, 0x01];
    expect(() => read(backwards, writer, only('boolean'))).toThrow('malformed');
  });

  it('are refused where many blocks of items without bytes would take a quadratic time', () => {
    const blocks = Array.from({ length: 100_000 }, () => [0x80, 0x80, 0x06]).flat();
    expect(() => read([...blocks, 0], only({ type: 'array', items: 'null' }))).toThrow('items at');
  });

  it('are refused where records lie in records without end', () => {
    const nested =
      '{"type":"record","name":"Deep","fields":[{"name":"inner","type":["null","Deep"],"default":null}]}';
    const deep = (levels: number) => [...Array<number>(levels).fill(2), 0];
    expect(read(deep(63), nested)).toBeDefined();
    expect(() => read(deep(64), nested)).toThrow('64 records deep');
    expect(() => read(deep(900_000), nested)).toThrow('64 records deep');
  });

  it('are either a value or a DomainError, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          read(Buffer.from(bytes));
        } catch (error) {
          if (!isDomainError(error, 'invalid')) throw error;
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('are either another value or a DomainError when a good value is cut or changed', () => {
    const value = {
      text: '线索',
      small: -7,
      big: 2n ** 62n,
      flag: true,
      kind: 'B',
      hash: Buffer.from([1, 2]),
      items: [1n, -(2n ** 63n)],
      named: { a: 'b' },
      child: null,
    };
    const good = parseSchema(schema).toBuffer({ ...value, child: value });
    expect(read(good)).toMatchObject({ ...value, child: value });
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const changed = cut ? good.subarray(0, at) : Buffer.from(good);
        if (!cut) changed[at] = byte;
        try {
          read(changed);
          return !cut;
        } catch (error) {
          return isDomainError(error, 'invalid');
        }
      }),
      { numRuns: 3000 },
    );
  });
});
