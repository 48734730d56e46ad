import { describe, expect, it } from '@jest/globals';
import { fenOfYuan, Statutes, type SuspicionFacts } from './index.js';

const law = Statutes.inForce();

/** Below every threshold, reasonably suspected, found out after the rule. */
const facts = (change: Partial<SuspicionFacts> = {}): SuspicionFacts => ({
  actEndDate: '2020-05-10',
  discoveredDate: '2020-08-07',
  turnover: fenOfYuan(120_000),
  reasonableSuspicion: true,
  ...change,
});
const dutyOf = (change: Partial<SuspicionFacts>) => law.transferDuty(facts(change)).result.transferDuty;

describe('transferDuty', () => {
  it.each([
    ['suspected, discovered on the first day of the rule', {}, 'MUST_TRANSFER_REASONABLE_SUSPICION'],
    ['suspected, discovered the day before', { discoveredDate: '2020-08-06' }, 'NO_DUTY_ON_AMOUNT'],
    [
      'suspected, act ended before and nothing said of the discovery',
      { discoveredDate: undefined },
      'NO_DUTY_ON_AMOUNT',
    ],
    [
      'suspected, act ended on the day of the rule',
      { discoveredDate: undefined, actEndDate: '2020-08-07' },
      'MUST_TRANSFER_REASONABLE_SUSPICION',
    ],
    [
      'suspected, discovered while the act went on',
      { discoveredDate: '2020-08-06', actEndDate: '2020-09-01' },
      'NO_DUTY_ON_AMOUNT',
    ],
    ['not suspected', { reasonableSuspicion: false }, 'NO_DUTY_ON_AMOUNT'],
    ['nothing said of suspicion', { reasonableSuspicion: undefined }, 'NO_DUTY_ON_AMOUNT'],
    ['threshold met and suspected', { turnover: fenOfYuan(200_000) }, 'MUST_TRANSFER'],
    [
      'threshold met, not suspected',
      { turnover: fenOfYuan(200_000), reasonableSuspicion: false },
      'MUST_TRANSFER',
    ],
    [
      'threshold met before the rule',
      { turnover: fenOfYuan(200_000), discoveredDate: '2020-08-06' },
      'MUST_TRANSFER',
    ],
    [
      'an invented number is no crime to suspect',
      { actType: 'FAKE_NONEXISTENT_NUMBER' },
      'NO_DUTY_ON_AMOUNT',
    ],
    ['nor is a dead patent of its own', { actType: 'OWN_PATENT_AFTER_EXPIRY' }, 'NO_DUTY_ON_AMOUNT'],
    ['a forged document is', { actType: 'FORGED_DOCUMENT' }, 'MUST_TRANSFER_REASONABLE_SUSPICION'],
    ['no amounts at all', { turnover: undefined }, 'MUST_TRANSFER_REASONABLE_SUSPICION'],
  ] as const)('%s', (_name, change, expected) => {
    expect(dutyOf(change)).toBe(expected);
  });

  it('on suspicion rests on the duty alone, however uncertain the figures are', () => {
    const answer = law.transferDuty(facts({ actEndDate: '2026-01-01', discoveredDate: '2026-02-01' }));
    expect(answer).toMatchObject({
      result: { meets: false, grounds: [] },
      rule: { key: 'TRANSFER_310', validFrom: '2020-08-07', validTo: null },
      certainty: 'VERIFIED',
      advice: false,
    });
    expect(answer.rules.map(({ key }) => key)).toEqual(['TRANSFER_310', 'CRIME216_AMOUNT']);
    expect(answer.why.zh).toMatch('有合理理由怀疑');
  });

  it('on an amount is as certain as the figures', () => {
    const answer = law.transferDuty(facts({ actEndDate: '2026-01-01', turnover: fenOfYuan(200_000) }));
    expect(answer).toMatchObject({
      result: { meets: true, grounds: ['AMOUNT'] },
      rule: { key: 'CRIME216_AMOUNT', validFrom: '2025-04-26' },
      certainty: 'RECALLED',
      advice: true,
    });
    expect(answer.rules.map(({ key }) => key)).toEqual(['CRIME216_AMOUNT', 'TRANSFER_310']);
    expect(answer.why.zh).toMatch(/^达到追诉标准/);
  });

  it('on a loss known by a summary is no advice', () => {
    const answer = law.transferDuty(
      facts({ actEndDate: '2026-01-01', turnover: fenOfYuan(200_000), directLoss: fenOfYuan(300_000) }),
    );
    expect(answer).toMatchObject({ certainty: 'VERIFIED_SECONDARY', advice: false });
  });

  it('refuses a day of discovery that is none, and one before the duty existed', () => {
    expect(() => dutyOf({ discoveredDate: '2020-02-30' })).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ field: 'discoveredDate' })] }),
    );
    expect(() => dutyOf({ discoveredDate: '2001-07-08' })).toThrow(
      expect.objectContaining({ code: 'statutes.no-rule' }),
    );
  });
});
