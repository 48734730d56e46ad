import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@xianjie/identifiers';
import { Evaluator } from './evaluator.js';
import { kinds } from './kinds.js';
import { cases, lines } from './vector-cases.js';

const evaluator = new Evaluator({ today: () => '2026-11-22' as LocalDate });

it('every kind has cases', () => {
  expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(kinds.keys()));
});

describe('each case of the vectors is answered as listed', () => {
  it.each([...new Set(cases.map(({ kind }) => kind))])('%s', async (kind) => {
    for (const [id, { expected, input, kind: own }] of cases.entries()) {
      if (own !== kind) continue;
      const { text } = await evaluator.answer({ number: 1, text: lines[id] ?? '' });
      const { result } = JSON.parse(text) as { result: object };
      expect({ input, result }).toEqual({ input, result: expect.objectContaining(expected) });
    }
  });
});
