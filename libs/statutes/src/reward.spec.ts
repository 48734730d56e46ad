import { describe, expect, it } from '@jest/globals';
import { fenOfYuan, type RewardLevel, Statutes, yuanOfFen } from './index.js';

const law = Statutes.inForce();
const ask = (level: RewardLevel, imposed: number | null, decidedOn?: string) =>
  law.reward({ level, fineAndConfiscation: imposed === null ? null : fenOfYuan(imposed), decidedOn });

/** [level, fine and confiscation, reward, nothing was imposed, finance bureau] */
const REWARDS: readonly (readonly [RewardLevel, number | null, number, boolean, boolean])[] = [
  [1, null, 5000, true, false],
  [1, 0, 5000, true, false],
  [1, 0.01, 5000, false, false],
  [1, 99_999.99, 5000, false, false],
  [1, 100_000.2, 5000.01, false, false],
  [1, 9_999_999.89, 499_999.99, false, false],
  [1, 9_999_999.9, 500_000, false, true],
  [1, 10_000_000, 500_000, false, true],
  [1, 20_000_000, 1_000_000, false, true],
  [1, 19_999_999, 999_999.95, false, true],
  [1, 900_000_000, 1_000_000, false, true],
  [2, null, 3000, true, false],
  [2, 100_000.34, 3000.01, false, false],
  [2, 33_333_334, 1_000_000, false, true],
  [3, null, 1000, true, false],
  [3, 100_001, 1000.01, false, false],
  [3, 100_000.49, 1000, false, false],
  [3, 100_000.5, 1000.01, false, false],
  [3, 100_000_000, 1_000_000, false, true],
];

describe('reward', () => {
  it.each(REWARDS)('level %p of %p is %p', (level, imposed, expected, isMinimum, needsFinanceBureau) => {
    const { result } = ask(level, imposed);
    expect(yuanOfFen(result.reward)).toBe(expected);
    expect(result).toMatchObject({ isMinimum, needsFinanceBureau });
  });

  it('rests on the level, the cap and the bureau', () => {
    const { rules, certainty, why } = ask(2, null);
    expect(rules.map(({ key }) => key)).toEqual([
      'REPORT_REWARD_LEVEL_2',
      'REPORT_REWARD_CAP',
      'REPORT_REWARD_FINANCE_BUREAU',
    ]);
    expect(certainty).toBe('VERIFIED_SECONDARY');
    expect(why.zh).toMatch('罚没款的3%');
  });

  it('has rules from 2021-12-01', () => {
    expect(yuanOfFen(ask(1, null, '2021-12-01').result.reward)).toBe(5000);
    expect(() => ask(1, null, '2021-11-30')).toThrow(expect.objectContaining({ code: 'statutes.no-rule' }));
  });

  it('refuses a level that is none, a negative amount and a day that is none', () => {
    const wrong = (change: object, field: string) =>
      expect(() => law.reward({ level: 1, fineAndConfiscation: null, ...change })).toThrow(
        expect.objectContaining({ issues: [expect.objectContaining({ field })] }),
      );
    wrong({ level: 4 }, 'level');
    wrong({ level: 0 }, 'level');
    wrong({ fineAndConfiscation: -1n }, 'fineAndConfiscation');
    wrong({ decidedOn: '2026-02-30' }, 'decidedOn');
  });
});
