import { describe, expect, it } from '@jest/globals';
import { answer, strongest, weakest } from './answer.js';
import type { Certainty } from './index.js';

const rule = (key: string, certainty: Certainty, basis = key, overridden = false) => ({
  ...{ key, validFrom: '2020-01-01', validTo: null, basis, certainty, overridden, secret: 1 },
});

describe('weakest and strongest', () => {
  it.each([
    [['VERIFIED'], 'VERIFIED', 'VERIFIED'],
    [['VERIFIED', 'RECALLED', 'VERIFIED_SECONDARY'], 'RECALLED', 'VERIFIED'],
    [['DESIGN', 'VERIFIED_SECONDARY'], 'DESIGN', 'VERIFIED_SECONDARY'],
    [['RECALLED', 'DESIGN'], 'RECALLED', 'DESIGN'],
  ] as const)('of %p are %s and %s', (given, weak, strong) => {
    expect([weakest(given), strongest(given)]).toEqual([weak, strong]);
  });
});

describe('answer', () => {
  const why = { zh: '甲', en: 'a' };

  it('cites its lines, the deciding one first, and each basis once', () => {
    const one = rule('A', 'VERIFIED', '法一');
    expect(answer(1, [one, rule('B', 'RECALLED', '法二', true), rule('C', 'VERIFIED', '法一')], why)).toEqual(
      {
        result: 1,
        rule: { key: 'A', validFrom: '2020-01-01', validTo: null },
        rules: [
          {
            key: 'A',
            validFrom: '2020-01-01',
            validTo: null,
            basis: '法一',
            certainty: 'VERIFIED',
            overridden: false,
          },
          {
            key: 'B',
            validFrom: '2020-01-01',
            validTo: null,
            basis: '法二',
            certainty: 'RECALLED',
            overridden: true,
          },
          {
            key: 'C',
            validFrom: '2020-01-01',
            validTo: null,
            basis: '法一',
            certainty: 'VERIFIED',
            overridden: false,
          },
        ],
        basis: '法一；法二',
        certainty: 'RECALLED',
        advice: true,
        overridden: true,
        why,
      },
    );
  });

  it('is no advice where its certainty is said to be better', () => {
    expect(answer(1, [rule('A', 'VERIFIED'), rule('B', 'RECALLED')], why, 'VERIFIED')).toMatchObject({
      certainty: 'VERIFIED',
      advice: false,
      overridden: false,
    });
  });
});
