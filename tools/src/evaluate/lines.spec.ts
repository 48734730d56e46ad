import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Line, LineCutter } from './lines.js';

const RUNS = { numRuns: 10_000 };

function cut(chunks: readonly Uint8Array[], longest?: number): Line[] {
  const cutter = new LineCutter(longest);
  return [...chunks.flatMap((chunk) => cutter.push(chunk)), ...cutter.end()];
}

const bytes = (text: string): Buffer => Buffer.from(text);

describe('LineCutter', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['\n', ['']],
    ['a\n\nb', ['a', '', 'b']],
    ['\ufeffa\n\ufeffb', ['a', '\ufeffb']],
  ])('cuts %j into %j', (text, expected) => {
    const lines = cut([bytes(text)]);
    expect(lines.map((line) => line.text)).toEqual(expected);
    expect(lines.map((line) => line.number)).toEqual(expected.map((_, index) => index + 1));
  });

  it('puts together a character that was torn', () => {
    const whole = bytes('衔接\n');
    expect(cut([...whole].map((byte) => Uint8Array.of(byte)))).toEqual([{ number: 1, text: '衔接' }]);
  });

  it('says of a line that is too long that it is, and reads the next', () => {
    const chunks = ['x', 'yyyy', 'y\n', 'zzzz', '\n', '12345'].map(bytes);
    expect(cut(chunks, 4)).toEqual([
      { number: 1, text: '', problem: 'too-long' },
      { number: 2, text: 'zzzz' },
      { number: 3, text: '', problem: 'too-long' },
    ]);
  });

  it('says of bytes that are no UTF-8 that they are none', () => {
    expect(cut([Buffer.from([0xc4, 0xe3, 0x0a, 0x61])])).toEqual([
      { number: 1, text: '', problem: 'not-utf8' },
      { number: 2, text: 'a' },
    ]);
  });

  it('gives the same lines however the bytes come', () => {
    const text = fc.array(fc.constantFrom('a', '\n', '衔', '{"a":1}', '\r\n', '\ufeff'), { maxLength: 30 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(60), { maxLength: 8 }), (parts, places) => {
        const whole = bytes(parts.join(''));
        const ends = [...places, whole.length].sort((one, other) => one - other);
        const chunks = ends.map((end, index) => whole.subarray(ends[index - 1] ?? 0, end));
        expect(cut(chunks)).toEqual(cut([whole]));
      }),
      RUNS,
    );
  });
});
