import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

const text = (value: unknown): string => Buffer.from(canonicalJson(value)).toString('utf8');

describe('canonical JSON, RFC 8785', () => {
  it('gives the example of its section 3.2.2', () => {
    const value: unknown = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(text(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts names by UTF-16 code units, as its section 3.2.3 shows', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
    const value = Object.fromEntries(names.map((name) => [name, 0]));
    expect(text(value)).toBe(`{${sorted.map((name) => `${JSON.stringify(name)}:0`).join(',')}}`);
  });

  it('does not depend on the order in which a value was made, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const shuffled: unknown = reversed(value);
        const read: unknown = JSON.parse(text(value));
        expect(read).toEqual(JSON.parse(JSON.stringify(value)));
        return text(shuffled) === text(value);
      }),
    );
  });

  it('leaves out what is undefined', () => {
    expect(text({ b: undefined, a: 1 })).toBe('{"a":1}');
  });

  const circle: unknown[] = [];
  circle.push(circle);
  it.each([
    ['not a number', Number.NaN],
    ['infinite', -Infinity],
    ['a bigint', 1n],
    ['a lone surrogate', '\ud800'],
    ['a name with a lone surrogate', { '\udc00': 1 }],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', new Uint8Array(1)],
    ['undefined in a list', [undefined]],
    ['a function', () => 1],
    ['in a circle', circle],
  ])('refuses what is %s', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson({ a: value })).toThrow(TypeError);
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, reversed(each)]),
  );
}
