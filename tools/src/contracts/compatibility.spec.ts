import { describe, expect, it } from '@jest/globals';
import type { SchemaObject } from './avsc-file.js';
import { breaches } from './compatibility.js';

type Fields = readonly Record<string, unknown>[];

const event = (fields: Fields, change: object = {}) =>
  ({
    type: 'record',
    name: 'E',
    namespace: 's.v1',
    topic: 's.e',
    key: 'id',
    fields,
    ...change,
  }) as unknown as SchemaObject;
const of = (type: unknown, more: object = {}) => event([{ name: 'value', type, ...more }]);
const decimal = (precision: number, scale?: number) => ({
  type: 'bytes',
  logicalType: 'decimal',
  precision,
  scale,
});
const kind = (symbols: string[], fallback?: string) => ({
  type: 'enum',
  name: 'K',
  symbols,
  default: fallback,
});
const record = (name: string, change: object = {}) => ({
  type: 'record',
  name,
  fields: [{ name: 'x', type: 'long' }],
  ...change,
});
const rulesOf = (old: SchemaObject, next: SchemaObject) => breaches(old, next).map(({ rule }) => rule);

describe('a new version of an event', () => {
  it.each<[string, SchemaObject, SchemaObject]>([
    ['is the same', of('string'), of('string')],
    ['has a new field with a default', event([]), of(['null', 'string'], { default: null })],
    ['has lost a field', of('string'), event([])],
    ['may be null', of('string'), of(['null', 'string'], { default: null })],
    ['has a wider number', of('int'), of('long')],
    ['has another symbol', of(kind(['A'], 'A')), of(kind(['A', 'B'], 'A'))],
    ['has its symbols in another order', of(kind(['A', 'B'], 'A')), of(kind(['B', 'A'], 'A'))],
    ['has another branch', of(['null', 'string']), of(['null', 'long', 'string'])],
    ['has its branches in another order', of(['null', 'string']), of(['string', 'null'])],
    [
      'has renamed a field and says so',
      event([{ name: 'old', type: 'string' }]),
      of('string', { aliases: ['old'] }),
    ],
    ['has renamed a record and says so', of(record('A')), of(record('B', { aliases: ['A'] }))],
    ['keeps a decimal', of(decimal(9, 2)), of(decimal(9, 2))],
    ['says the scale that a decimal has without it', of(decimal(9)), of(decimal(9, 0))],
    ['holds itself', of(['null', 'E'], { default: null }), of(['null', 'E'], { default: null })],
  ])('is accepted when it %s', (_name, old, next) => {
    expect(breaches(old, next)).toEqual([]);
  });

  it.each<[string, SchemaObject, SchemaObject, string]>([
    ['another topic', of('string'), event([], { topic: 's.other' }), 'topic-changed'],
    ['another key', of('string'), event([], { key: 'other' }), 'key-changed'],
    ['another name', of('string'), event([{ name: 'value', type: 'string' }], { name: 'F' }), 'renamed'],
    ['a new field without a default', event([]), of('string'), 'default-missing'],
    ['another default', of('string', { default: 'a' }), of('string', { default: 'b' }), 'default-changed'],
    ['no default where there was one', of('string', { default: 'a' }), of('string'), 'default-changed'],
    ['another type', of('string'), of('long'), 'resolution'],
    ['a narrower number', of('long'), of('int'), 'resolution'],
    ['a number that is no longer exact', of('long'), of('double'), 'lossy'],
    ['an int that is no longer exact', of('int'), of('float'), 'lossy'],
    ['bytes instead of text', of('string'), of('bytes'), 'lossy'],
    ['text instead of bytes', of('bytes'), of('string'), 'lossy'],
    ['an exact number that may be null or a double', of('long'), of(['null', 'double']), 'lossy'],
    ['no null any more', of(['null', 'string']), of('string'), 'union-narrowed'],
    ['a branch less', of(['null', 'string', 'long']), of(['null', 'string']), 'union-narrowed'],
    ['a branch before the right one', of(['null', 'bytes']), of(['null', 'string', 'bytes']), 'union-order'],
    ['a symbol less', of(kind(['A', 'B'])), of(kind(['A'])), 'enum-symbol-removed'],
    [
      'a symbol less, hidden by a default',
      of(kind(['A', 'B'], 'A')),
      of(kind(['A'], 'A')),
      'enum-symbol-removed',
    ],
    ['another default symbol', of(kind(['A', 'B'], 'A')), of(kind(['A', 'B'], 'B')), 'enum-default-changed'],
    ['another name of an enum', of(kind(['A'])), of({ ...kind(['A']), name: 'L' }), 'renamed'],
    ['another name of a record', of(record('A')), of(record('B')), 'renamed'],
    [
      'another name of a record that may be null',
      of(['null', record('A')]),
      of(['null', record('B')]),
      'union-narrowed',
    ],
    ['another scale', of(decimal(9, 2)), of(decimal(9, 4)), 'decimal-scale'],
    ['a scale where there was none', of(decimal(9)), of(decimal(9, 2)), 'decimal-scale'],
    ['another precision', of(decimal(9, 2)), of(decimal(12, 2)), 'decimal-precision'],
    ['bytes instead of a decimal', of(decimal(9, 2)), of('bytes'), 'decimal-dropped'],
    ['a decimal instead of bytes', of('bytes'), of(decimal(9, 2)), 'logical-type-changed'],
    [
      'a decimal that changed beside null',
      of(['null', decimal(9, 2)]),
      of(['null', decimal(9, 3)]),
      'decimal-scale',
    ],
    [
      'milliseconds that became microseconds',
      of({ type: 'long', logicalType: 'timestamp-millis' }),
      of({ type: 'long', logicalType: 'timestamp-micros' }),
      'logical-type-changed',
    ],
    [
      'a number that became a moment',
      of('long'),
      of({ type: 'long', logicalType: 'timestamp-millis' }),
      'logical-type-changed',
    ],
    [
      'another size',
      of({ type: 'fixed', name: 'F', size: 2 }),
      of({ type: 'fixed', name: 'F', size: 3 }),
      'resolution',
    ],
    [
      'a map instead of an array',
      of({ type: 'array', items: 'long' }),
      of({ type: 'map', values: 'long' }),
      'resolution',
    ],
    [
      'other items',
      of({ type: 'array', items: decimal(9, 2) }),
      of({ type: 'array', items: 'bytes' }),
      'decimal-dropped',
    ],
    ['other values', of({ type: 'map', values: 'string' }), of({ type: 'map', values: 'bytes' }), 'lossy'],
  ])('is refused with %s', (_name, old, next, rule) => {
    expect(rulesOf(old, next)).toContain(rule);
  });

  it('is refused for a change deep inside, with its path', () => {
    const nested = (scale: number) =>
      of({
        type: 'array',
        items: record('Inner', { fields: [{ name: 'sum', type: ['null', decimal(9, scale)] }] }),
      });
    expect(breaches(nested(2), nested(3))).toEqual([
      expect.objectContaining({ rule: 'decimal-scale', path: 'value[].sum' }),
    ]);
  });

  it('is refused for a change in a type that is named elsewhere', () => {
    const twice = (type: object) =>
      event([
        { name: 'first', type: record('R', { fields: [{ name: 'x', type }] }) },
        { name: 'second', type: 'R' },
      ]);
    expect(breaches(twice(decimal(9, 2)), twice(decimal(9, 3))).map(({ path }) => path)).toEqual([
      'first.x',
      'second.x',
    ]);
  });
});
