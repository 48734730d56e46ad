import { describe, expect, it } from '@jest/globals';
import { scoreOf } from './logic.js';
import { percent, type Score, sentenceOf, survivorText } from './score.js';

const score = (killed: number, unnoticed: number): Score => ({
  pass: 'figures',
  library: 'calendar',
  killed,
  survivors: Array.from({ length: unnoticed }, (_, line) => ({ file: 'a.ts', line, change: '1 → 2' })),
});

describe('a score', () => {
  it.each([
    [score(9, 1), 90, 'calendar figures: 9 of 10 noticed, 90.0 %'],
    [score(89, 11), 89, 'calendar figures: 89 of 100 noticed, 89.0 %, below 90 %'],
    [score(0, 0), 100, 'calendar figures: 0 of 0 noticed, 100.0 %'],
  ])('is told in a sentence', (given, share, sentence) => {
    expect(percent(given)).toBe(share);
    expect(sentenceOf(given)).toBe(sentence);
  });
});

describe('a report of Stryker', () => {
  const mutant = (status: string, line: number, from: number, to: number) => ({
    status,
    mutatorName: 'ConditionalExpression',
    replacement: 'true',
    location: { start: { line, column: from }, end: { line, column: to } },
  });
  const source = 'const a = 1;\nif (a > 0) b();\n';
  const read = (...statuses: string[]) =>
    scoreOf('calendar', {
      files: { 'a.ts': { source, mutants: statuses.map((status) => mutant(status, 2, 5, 10)) } },
    });

  it('counts what tests noticed, and not what could not run', () => {
    const { killed, survivors } = read(
      'Killed',
      'Timeout',
      'Survived',
      'NoCoverage',
      'CompileError',
      'Ignored',
    );
    expect({ killed, survived: survivors.length }).toEqual({ killed: 2, survived: 2 });
  });

  it('shows the code that was altered', () => {
    const [survivor] = read('Survived').survivors;
    expect(survivor && survivorText(survivor)).toBe('  a.ts:2  ConditionalExpression: a > 0 → true');
  });
});
