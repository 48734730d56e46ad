import { describe, expect, it } from '@jest/globals';
import { type Override, overrideAuditEntry, Statutes } from './index.js';

/** An override of the recalled figures of 2025, and the one change the test is about. */
const override = (change: Partial<Override> = {}): Override => ({
  key: 'CRIME216_AMOUNT',
  validFrom: '2025-04-26',
  figures: { gain: '150000元' },
  basis: '法释〔2025〕5号第十条第一项',
  by: '法规处 李某',
  reason: '核对公报原文',
  ...change,
});
const refusalOf = (...overrides: unknown[]) => {
  try {
    Statutes.withOverrides(overrides);
  } catch (error) {
    return error as {
      code: string;
      message: string;
      zh: string;
      issues: readonly { field: string; rule: string; message: string }[];
    };
  }
  throw new Error('was accepted');
};
const recalledAct = { actEndDate: '2026-01-01', gain: 12_000_000n };

describe('an override of a recalled line', () => {
  it('changes the figure it names and no other', () => {
    const statutes = Statutes.withOverrides([override()]);
    expect(Statutes.inForce().criminalThreshold(recalledAct).result.meets).toBe(true);
    expect(statutes.criminalThreshold(recalledAct).result.meets).toBe(false);
    expect(statutes.criminalThreshold({ ...recalledAct, turnover: 20_000_000n }).result.meets).toBe(true);
  });

  it('is told by the answers that rest on it, which stay advice', () => {
    expect(Statutes.withOverrides([override()]).criminalThreshold(recalledAct)).toMatchObject({
      basis: '法释〔2025〕5号第十条第一项',
      certainty: 'RECALLED',
      advice: true,
      overridden: true,
      rules: [{ key: 'CRIME216_AMOUNT', overridden: true }],
      why: { zh: expect.stringMatching('违法所得数额150,000元以上') },
    });
  });

  it.each(['VERIFIED', 'VERIFIED_SECONDARY'] as const)(
    'is no advice where it is said to be %s',
    (certainty) => {
      const statutes = Statutes.withOverrides([override({ certainty })]);
      expect(statutes.criminalThreshold(recalledAct)).toMatchObject({
        certainty,
        advice: false,
        overridden: true,
      });
    },
  );

  it('may say that the new figure is recalled too', () => {
    const statutes = Statutes.withOverrides([override({ certainty: 'RECALLED' })]);
    expect(statutes.criminalThreshold(recalledAct)).toMatchObject({ certainty: 'RECALLED', advice: true });
  });

  it('changes a clock', () => {
    const period = { kind: 'WORKDAYS', n: 12 } as const;
    const statutes = Statutes.withOverrides([
      override({ key: 'SHARING_REPLY_10WD', validFrom: '2025-08-01', figures: { period } }),
    ]);
    expect(statutes.clock('SHARING_REPLY_10WD', '2026-01-01')).toMatchObject({
      period,
      overridden: true,
      advice: true,
    });
    expect(statutes.clock('SHARING_DELIVERY_20WD', '2026-01-01').overridden).toBe(false);
  });

  it('changes an extension', () => {
    const to = [{ kind: 'CALENDAR', n: 150 }] as const;
    const statutes = Statutes.withOverrides([
      override({ key: 'ADMIN_PENALTY_EXTENDED_120D', validFrom: '2021-07-15', figures: { to } }),
    ]);
    const [first, second] = statutes.clock('ADMIN_PENALTY_90D', '2026-01-01').extensions;
    expect(first).toMatchObject({ to, overridden: true });
    expect(second).toMatchObject({ to: null, overridden: false });
  });

  it('may name several figures and lines', () => {
    const statutes = Statutes.withOverrides([
      override({ figures: { gain: '150000元', turnover: '250000.50元' } }),
      override({ key: 'CRIME216_UNIT_FACTOR', figures: { factor: 2 } }),
      override({ key: 'CRIME216_ACTS', figures: { criminal: ['OTHERS_NUMBER'] } }),
    ]);
    const unit = { actEndDate: '2026-01-01', subject: 'unit' } as const;
    expect(statutes.criminalThreshold({ ...unit, turnover: 50_000_100n }).result.meets).toBe(true);
    expect(statutes.criminalThreshold({ ...unit, turnover: 50_000_099n }).result.meets).toBe(false);
    expect(
      statutes.criminalThreshold({ ...unit, gain: 99_000_000n, actType: 'FORGED_DOCUMENT' }).result.meets,
    ).toBe(false);
  });

  it.each([0, 600])('may set a period to %p months, the bounds of what is plausible', (minMonths) => {
    const line = { key: 'CNIPA_REPAIR_DISHONEST_ACT', validFrom: '2022-01-24' };
    const [applied] = Statutes.withOverrides([override({ ...line, figures: { minMonths } })]).overrides;
    expect(applied).toMatchObject({ was: { minMonths: 6 }, now: { minMonths } });
  });

  it('may say that the figures of a unit are those of a person', () => {
    const [applied] = Statutes.withOverrides([
      override({ key: 'CRIME216_UNIT_FACTOR', figures: { factor: 1 } }),
    ]).overrides;
    expect(applied).toMatchObject({ was: { factor: 1 }, now: { factor: 1 } });
  });

  it('is none where there are none', () => {
    expect(Statutes.withOverrides([]).overrides).toEqual([]);
    expect(Statutes.inForce().overrides).toEqual([]);
    expect(Statutes.inForce()).toBe(Statutes.inForce());
  });
});

describe('the audit line of an override', () => {
  it('tells what was and is, who, why and on which basis', () => {
    const [applied] = Statutes.withOverrides([override({ certainty: 'VERIFIED' })]).overrides;
    expect(applied && overrideAuditEntry(applied)).toEqual({
      act: 'statutes.override',
      subjectId: 'CRIME216_AMOUNT@2025-04-26',
      details: {
        was: '{"gain":"10000000"}',
        now: '{"gain":"15000000"}',
        basis: '法释〔2025〕5号第十条第一项',
        certainty: 'VERIFIED',
        by: '法规处 李某',
        reason: '核对公报原文',
      },
    });
  });

  it('tells a period as it is', () => {
    const figures = { period: { kind: 'MONTHS', n: 3 } };
    const [applied] = Statutes.withOverrides([
      override({ key: 'REVERSE_REPLY_2M', validFrom: '2021-09-06', figures }),
    ]).overrides;
    expect(applied && overrideAuditEntry(applied).details).toMatchObject({
      was: '{"period":{"kind":"MONTHS","n":2}}',
      now: '{"period":{"kind":"MONTHS","n":3}}',
      certainty: 'RECALLED',
    });
  });
});

describe('an override is refused', () => {
  it.each([
    [
      'of a verified line',
      { validFrom: '2004-12-22' },
      'CRIME216_AMOUNT@2004-12-22 is VERIFIED: only a recalled rule can be overridden',
    ],
    [
      'of a line known by a summary',
      { key: 'CRIME216_DIRECT_LOSS' },
      'CRIME216_DIRECT_LOSS@2025-04-26 is VERIFIED_SECONDARY: only a recalled rule can be overridden',
    ],
    [
      'of a design of ours',
      { key: 'REFUSED_INVESTIGATION', validFrom: '2022-01-24' },
      'REFUSED_INVESTIGATION@2022-01-24 is DESIGN: only a recalled rule can be overridden',
    ],
  ] as const)('%s', (_name, change, message) => {
    expect(refusalOf(override(change))).toMatchObject({
      kind: 'invalid',
      code: 'statutes.override-not-recalled',
      message,
      zh: expect.stringMatching('不是凭记忆记录的规则'),
    });
  });

  it.each([
    [{ key: 'CRIME216_NONE' }, 'CRIME216_NONE@2025-04-26'],
    [{ key: 'toString' }, 'toString@2025-04-26'],
    [{ validFrom: '2025-04-25' }, 'CRIME216_AMOUNT@2025-04-25'],
  ])('of a line that is none: %p', (change, name) => {
    expect(refusalOf(override(change))).toMatchObject({
      code: 'statutes.override-unknown',
      message: `There is no rule ${name}`,
      zh: `没有规则 ${name}`,
    });
  });

  it('of the same line twice', () => {
    expect(
      refusalOf(override(), override({ key: 'CRIME216_UNIT_FACTOR', figures: { factor: 2 } }), override()),
    ).toMatchObject({
      code: 'statutes.override-twice',
      message: 'CRIME216_AMOUNT@2025-04-26 is overridden twice',
      zh: 'CRIME216_AMOUNT@2025-04-26 被重复覆盖',
    });
  });

  it.each([
    [{ figures: { gain: 150000 } }, 'CRIME216_AMOUNT@2025-04-26.figures.gain'],
    [{ figures: { gain: '15万元' } }, 'CRIME216_AMOUNT@2025-04-26.figures.gain'],
    [{ figures: { profit: '1元' } }, 'CRIME216_AMOUNT@2025-04-26.figures'],
    [
      { key: 'CRIME216_UNIT_FACTOR', figures: { factor: 0 } },
      'CRIME216_UNIT_FACTOR@2025-04-26.figures.factor',
    ],
    [{ key: 'CRIME216_ACTS', figures: { criminal: [] } }, 'CRIME216_ACTS@2025-04-26.figures.criminal'],
    [
      { key: 'SHARING_REPLY_10WD', validFrom: '2025-08-01', figures: { period: { kind: 'WORKDAYS', n: 0 } } },
      'SHARING_REPLY_10WD@2025-08-01.figures.period.n',
    ],
    [
      { key: 'CNIPA_REPAIR_DISHONEST_ACT', validFrom: '2022-01-24', figures: { minMonths: -1 } },
      'CNIPA_REPAIR_DISHONEST_ACT@2022-01-24.figures.minMonths',
    ],
    [
      { key: 'CNIPA_REPAIR_DISHONEST_ACT', validFrom: '2022-01-24', figures: { minMonths: 601 } },
      'CNIPA_REPAIR_DISHONEST_ACT@2022-01-24.figures.minMonths',
    ],
    [
      { key: 'ADMIN_PENALTY_EXTENDED_120D', validFrom: '2021-07-15', figures: { to: [] } },
      'ADMIN_PENALTY_EXTENDED_120D@2021-07-15.figures.to',
    ],
    [
      { key: 'MILDER_CRIMINAL', validFrom: '1997-10-01', figures: { any: 1 } },
      'MILDER_CRIMINAL@1997-10-01.figures',
    ],
  ])('with figures that do not fit: %p', (change, field) => {
    const { code, issues } = refusalOf(override(change));
    expect(code).toBe('statutes.override-invalid');
    expect(issues.map((issue) => issue.field)).toContain(field);
  });

  it('with a figure that the line does not have', () => {
    expect(refusalOf(override({ figures: { directLoss: '1元' } }))).toMatchObject({
      code: 'statutes.override-invalid',
      message: 'CRIME216_AMOUNT@2025-04-26 has no figure directLoss',
      zh: 'CRIME216_AMOUNT@2025-04-26 没有数值 directLoss',
    });
  });

  it.each([
    [{ key: ' ' }, 'overrides.0.key'],
    [{ validFrom: '2025-4-26' }, 'overrides.0.validFrom'],
    [{ figures: {} }, 'overrides.0.figures'],
    [{ basis: '' }, 'overrides.0.basis'],
    [{ by: '' }, 'overrides.0.by'],
    [{ reason: '' }, 'overrides.0.reason'],
    [{ certainty: 'DESIGN' as 'VERIFIED' }, 'overrides.0.certainty'],
    [{ until: '2030-01-01' } as Partial<Override>, 'overrides.0'],
  ])('of the wrong shape: %p', (change, field) => {
    expect(refusalOf(override(change))).toMatchObject({
      kind: 'invalid',
      code: 'statutes.override-invalid',
      message: 'overrides is not valid',
      zh: 'overrides 无效',
      issues: [
        {
          field,
          rule: expect.stringMatching(/^statutes\.override-[a-z_]+$/),
          message: expect.stringMatching(/\S/),
        },
      ],
    });
  });

  it('and says what is wrong with the figures', () => {
    const messageOf = (change: Partial<Override>) => refusalOf(override(change)).issues[0]?.message;
    expect(messageOf({ figures: {} })).toBe('Names no figure');
    expect(messageOf({ figures: { gain: '15' } })).toBe(
      'An amount is text with its unit, such as "250000元"',
    );
  });

  it('where the whole is no list', () => {
    expect(() => Statutes.withOverrides('none')).toThrow(
      expect.objectContaining({ code: 'statutes.override-invalid' }),
    );
  });
});
