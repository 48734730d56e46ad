import { describe, expect, it } from '@jest/globals';
import {
  counted,
  type LineOutcome,
  linesOf,
  NOTHING,
  numberOf,
  outcomesIn,
  partsOf,
} from './import-lines.js';

describe('linesOf', () => {
  it('leaves out the mark of UTF-8 and what is empty at the end, nothing in between', () => {
    expect(linesOf('\ufeffa\r\n\nb\n\n')).toEqual(['a', '', 'b']);
    expect(linesOf('\n')).toEqual([]);
  });
});

describe('partsOf', () => {
  it('cuts whole lines, numbered as in the file', () => {
    expect(partsOf(['a', 'b', 'c'], 0, 2)).toEqual([
      { text: 'a\nb', before: 0, lines: 2 },
      { text: 'c', before: 2, lines: 1 },
    ]);
    expect(partsOf(['a', 'b', 'c'], 2, 2)).toEqual([{ text: 'c', before: 2, lines: 1 }]);
  });
});

describe('outcomesIn', () => {
  it('reads lines across chunks, also where a character is cut', async () => {
    const bytes = new TextEncoder().encode(
      '{"line":1,"status":"recorded"}\n{"line":2,"status":"rejected","errors":[{"field":"title","rule":"x","message":"含控制字符"}]}',
    );
    async function* inPieces() {
      for (let at = 0; at < bytes.length; at += 7) yield bytes.slice(at, at + 7);
    }
    const outcomes: LineOutcome[] = [];
    for await (const outcome of outcomesIn(inPieces(), 500)) outcomes.push(outcome);
    expect(outcomes.map(({ line, status }) => `${line} ${status}`)).toEqual(['501 recorded', '502 rejected']);
    expect(outcomes[1]!.errors![0]!.message).toBe('含控制字符');
    expect(outcomes.reduce(counted, NOTHING)).toEqual({ recorded: 1, changed: 0, repeated: 0, rejected: 1 });
  });
});

describe('numberOf', () => {
  it('names the patent of a line, also of one that is half a line', () => {
    expect(numberOf('{"patentNumber": "200510096239.5","title":"a"}')).toBe('200510096239.5');
    expect(numberOf('{"patentNumber":"1"')).toBe('1');
    expect([numberOf('{'), numberOf(undefined)]).toEqual(['', '']);
  });
});
