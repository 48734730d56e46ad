import { describe, expect, it } from '@jest/globals';
import { bodyOfStep, missingOf, numberFor } from './step-input.js';

const form = { step: 'MATERIALS_INCOMPLETE', must: ['documentNo', 'missing'], may: ['reasons', 'officer'] };

describe('the body of a step', () => {
  it('holds what was filled in and its form knows', () => {
    expect(
      bodyOfStep(form, {
        documentNo: '1号',
        reasons: '',
        seizedItems: 3,
        officer: '孙毅',
        missing: { ARTICLE_LIST: { is: true, reason: ' 未附 ' }, OTHER: { is: false, reason: '不要' } },
      }),
    ).toEqual({
      step: 'MATERIALS_INCOMPLETE',
      documentNo: '1号',
      officer: { name: '孙毅' },
      missing: [{ kind: 'ARTICLE_LIST', reason: '未附' }],
    });
  });

  it('asks for no paper that was not ticked, or has no reason', () => {
    expect(missingOf(undefined)).toEqual([]);
    expect(missingOf({ OTHER: { is: true } })).toEqual([]);
  });
});

describe('the number of an act', () => {
  it('is the same for the same words, and another one for others', () => {
    let made = 0;
    const number = numberFor(() => `no-${(made += 1)}`);
    expect([number({ a: 1 }), number({ a: 1 }), number({ a: 2 }), number({ a: 1 })]).toEqual([
      'no-1',
      'no-1',
      'no-2',
      'no-3',
    ]);
  });
});
