import { describe, expect, it } from '@jest/globals';
import { helpOf, readSettings, Usage } from './settings.js';
import type { Suite } from './suite.js';

const suite = (name: string, ...items: string[]): Suite => ({
  name,
  about: `about ${name}`,
  items: items.map((item) => ({
    name: item,
    about: `about ${item}`,
    measure: async () => ({ figures: [], rounds: [] }),
  })),
});
const KNOWN = [suite('backbone', 'post', 'relay'), suite('evaluate', 'rules')];

const chosen = (...args: string[]): string[] =>
  readSettings(args, KNOWN).chosen.map(
    ({ suite: { name }, items }) => `${name}: ${items.map((item) => item.name).join(' ')}`,
  );

describe('readSettings', () => {
  it.each([
    [[], ['backbone: post relay', 'evaluate: rules']],
    [['evaluate'], ['evaluate: rules']],
    [['--only', 'relay'], ['backbone: relay']],
    [
      ['--only', 'rules,post'],
      ['backbone: post', 'evaluate: rules'],
    ],
    [['backbone', '--only', 'post'], ['backbone: post']],
  ])('%j chooses %j', (args, expected) => {
    expect(chosen(...args)).toEqual(expected);
  });

  it('measures five rounds, and one where it is only to be seen that everything works', () => {
    expect(readSettings([], KNOWN).rounds).toBe(5);
    expect(readSettings(['--quick'], KNOWN).rounds).toBe(1);
    expect(readSettings(['--quick', '--rounds', '3'], KNOWN).rounds).toBe(3);
  });

  it('keeps no results of runs whose figures say nothing', () => {
    expect(readSettings([], KNOWN).out).toMatch(/bench.results$/);
    expect(readSettings(['--out', '/tmp/x'], KNOWN).out).toBe('/tmp/x');
    expect(readSettings(['--quick'], KNOWN).out).toBeUndefined();
    expect(readSettings(['--profile', 'p'], KNOWN).out).toBeUndefined();
  });

  it.each([
    [['nothing'], 'There is no suite nothing; there are: backbone, evaluate'],
    [['--only', 'rule'], 'There is no item rule; there are: post, relay, rules'],
    [['evaluate', '--only', 'post'], 'There is no item post'],
    [['--rounds', '0'], '--rounds 0'],
    [['--rounds', '1.5'], '--rounds 1.5'],
    [['--rounds', 'many'], '--rounds many'],
    [['--fast'], '--fast'],
  ])('refuses %j', (args, message) => {
    expect(() => readSettings(args, KNOWN)).toThrow(message);
    expect(exitCodeOf(args)).toBe(2);
  });

  it('tells how it is used, with all that can be chosen', () => {
    expect(exitCodeOf(['--help'])).toBe(0);
    for (const word of ['backbone', 'post', 'about rules', '--rounds']) expect(helpOf(KNOWN)).toContain(word);
  });
});

function exitCodeOf(args: readonly string[]): number | undefined {
  try {
    readSettings(args, KNOWN);
    return undefined;
  } catch (error) {
    return error instanceof Usage ? error.exitCode : undefined;
  }
}
