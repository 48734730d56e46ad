import { describe, expect, it } from '@jest/globals';
import { Buffer } from 'node:buffer';
import { checkCitizenNumber } from '@xianjie/identifiers';
import { PersonalNumbers } from '../leads/personal-numbers.js';
import {
  acting,
  codeOf,
  company,
  day,
  facts,
  opened,
  penalty,
  ready,
  statutes,
} from './case-builder.suite.js';
import { nameOfficers, nameParty, sameOpening } from './case.js';
import { annulDecision, closeCase } from './case-closing.js';
import { decideCase } from './case-decision.js';
import { chargesOf, recordFindings } from './case-findings.js';
import { recordMilestone } from './case-milestones.js';
import { transferIsAwaited } from './case-notes.js';
import { partyPlaceOf, personsIn, sealParty } from './case-party.js';

const decide = (from = ready(), change: Parameters<typeof penalty>[0] = {}) =>
  decideCase(from, penalty(change), 'decision-1', statutes, acting);

describe('openCase', () => {
  it('begins with its filing, seen by its agency and those above', () => {
    expect(opened()).toMatchObject({
      agency: 'ip-hangzhou',
      status: 'open',
      partyKind: 'ORGANISATION',
      creditCode: company.creditCode,
      milestones: [{ milestone: 'FILED', on: '2026-09-01' }],
      acts: [{ act: 'opened', officer: '吴越', what: '杭知案〔2026〕1号' }],
      marking: { owner: 'ip-hangzhou', scope: 'CITY', superiors: ['ip-zhejiang', 'cnipa'] },
    });
  });

  it.each<[string, Parameters<typeof opened>[0], string | undefined]>([
    ['one officer', { officers: [{ name: '吴越' }] }, 'case.officers'],
    ['one officer twice', { officers: [{ name: '吴越' }, { name: '吴越' }] }, 'case.officers'],
    [
      'one officer under two names',
      {
        officers: [
          { name: '甲', id: 'a' },
          { name: '乙', id: 'a' },
        ],
      },
      'case.officers',
    ],
    [
      'two of one name',
      {
        officers: [
          { name: '吴越', id: 'a' },
          { name: '吴越', id: 'b' },
        ],
      },
      undefined,
    ],
    ['a day to come', { openedOn: day('2026-11-23') }, 'case.in-future'],
    ['the day of the act', { openedOn: day('2026-03-01') }, undefined],
    ['a day before the act', { openedOn: day('2026-02-28') }, 'case.opened-before-act'],
    ['an act of unknown day', { actOn: null, openedOn: day('2026-02-28') }, undefined],
  ])('with %s: %j', (_what, change, code) => {
    expect(codeOf(() => opened(change))).toBe(code);
  });

  it('knows a repeat by what it is about, not by what was learnt since', () => {
    expect(sameOpening(opened(), opened({ party: null, officers: [{ name: '甲' }, { name: '乙' }] }))).toBe(
      true,
    );
    expect(sameOpening(opened(), opened({ areaCode: '330102' }))).toBe(false);
  });
});

describe('the party', () => {
  const personal = new PersonalNumbers([{ id: 'k1', key: Buffer.alloc(32, 1) }], Buffer.alloc(32, 2));
  const number = checkCitizenNumber('11010519491231002X');
  if (!number.ok) throw new Error('The test data are wrong');
  const person = { kind: 'PERSON', name: '张三', citizenNumber: number.value, phone: '13800001234' } as const;

  it('is sealed, bound to its case, and matched by a keyed hash', () => {
    const { party, citizenHash } = sealParty(person, 'case-1', personal);
    expect(JSON.stringify(party)).not.toMatch(/11010519491231002X|13800001234/);
    expect(citizenHash).toBe(personal.hash(number.value));
    if (party.kind !== 'PERSON' || !party.citizenNumber) throw new Error('No person');
    expect(personal.open(party.citizenNumber, partyPlaceOf('case-1', 'citizenNumber'))).toBe(number.value);
    expect(() => personal.open(party.citizenNumber!, partyPlaceOf('case-2', 'citizenNumber'))).toThrow();
  });

  it('hides who runs a shop the same way', () => {
    const trader = {
      kind: 'SOLE_TRADER',
      name: '某某五金店',
      operator: '张三',
      operatorCitizenNumber: number.value,
    } as const;
    const { party, citizenHash } = sealParty(trader, 'case-1', personal);
    expect(JSON.stringify(party)).not.toContain('11010519491231002X');
    expect(citizenHash).toBe(personal.hash(number.value));
    expect(personsIn(party)).toEqual(['张三']);
  });

  it('may be named while nothing is decided', () => {
    const named = nameParty(opened({ party: null }), { kind: 'PERSON', name: '张三' }, 'hash', acting);
    expect(named).toMatchObject({ partyKind: 'PERSON', creditCode: null, citizenHash: 'hash' });
    expect(codeOf(() => nameParty(decide(), company, null, acting))).toBe('case.decided');
  });

  it('never loses its officers', () => {
    expect(codeOf(() => nameOfficers(opened(), [{ name: '甲' }], acting))).toBe('case.officers');
    expect(nameOfficers(decide(), [{ name: '甲' }, { name: '乙' }], acting).officers).toHaveLength(2);
  });
});

describe('findings', () => {
  const found = (change: Parameters<typeof facts>[0]) =>
    recordFindings(opened(), facts(change), statutes, acting);

  it.each<[string, Parameters<typeof facts>[0], string, readonly string[]]>([
    ['below the threshold', {}, 'NO_DUTY_ON_AMOUNT', []],
    ['turnover at the threshold', { turnoverFen: '20000000' }, 'MUST_TRANSFER', ['假冒专利罪']],
    ['a fen below it', { turnoverFen: '19999999', gainFen: null }, 'NO_DUTY_ON_AMOUNT', []],
    [
      'a reasoned suspicion',
      { suspicionReasons: '账册被销毁' },
      'MUST_TRANSFER_REASONABLE_SUSPICION',
      ['假冒专利罪'],
    ],
    [
      'an invented number',
      { actType: 'FAKE_NONEXISTENT_NUMBER', patents: 0, turnoverFen: '99900000000' },
      'NO_DUTY_ON_AMOUNT',
      [],
    ],
    [
      'no counterfeiting',
      { actType: 'OTHER', patents: 0, turnoverFen: '99900000000' },
      'NO_DUTY_ON_AMOUNT',
      [],
    ],
    [
      'another crime',
      { otherCharge: { charge: '生产、销售伪劣产品罪', reasons: '抽检不合格' } },
      'NO_DUTY_ON_AMOUNT',
      ['生产、销售伪劣产品罪'],
    ],
    [
      'both',
      { turnoverFen: '20000000', otherCharge: { charge: '诈骗罪', reasons: '合同' } },
      'MUST_TRANSFER',
      ['假冒专利罪', '诈骗罪'],
    ],
    [
      'other serious circumstances',
      { otherCharge: { charge: '假冒专利罪', reasons: '多次' } },
      'NO_DUTY_ON_AMOUNT',
      ['假冒专利罪'],
    ],
  ])('%s', (_what, change, duty, charges) => {
    const [findings] = found(change).findings;
    expect(findings).toMatchObject({ findingNo: 1, duty });
    expect(findings?.basis).toMatch(/第/);
    expect(findings && chargesOf(findings)).toEqual(charges);
    expect(found(change).suspected).toBe(charges.length > 0);
  });

  it.each([
    ['2020-08-06', 'NO_DUTY_ON_AMOUNT'],
    ['2020-08-07', 'MUST_TRANSFER_REASONABLE_SUSPICION'],
  ])('of a suspicion found on %s: %s', (discoveredOn, duty) => {
    const suspicion = { actEndOn: day('2020-01-01'), suspicionReasons: '账册被销毁' };
    expect(found({ ...suspicion, discoveredOn: day(discoveredOn) }).findings[0]?.duty).toBe(duty);
  });

  it('say when they are advice only', () => {
    const recent = { actEndOn: day('2026-06-01'), discoveredOn: day('2026-07-01') };
    expect(found({ ...recent, turnoverFen: '20000000' }).findings[0]).toMatchObject({
      duty: 'MUST_TRANSFER',
      certainty: 'RECALLED',
      advice: true,
    });
  });

  it('are numbered, and the last ones count', () => {
    const twice = recordFindings(found({ turnoverFen: '20000000' }), facts(), statutes, acting);
    expect(twice.findings.map(({ findingNo }) => findingNo)).toEqual([1, 2]);
    expect(transferIsAwaited(found({ turnoverFen: '20000000' }))).toBe(true);
    expect(transferIsAwaited(twice)).toBe(false);
    expect(twice.suspected).toBe(true);
  });

  it.each([
    [{ discoveredOn: day('2026-11-23') }, 'case.in-future'],
    [{ actEndOn: day('2026-11-23'), discoveredOn: day('2026-11-22') }, 'case.in-future'],
    [{ patents: 0 }, 'findings.patents'],
    [{ actEndOn: day('2004-12-21') }, 'statutes.no-rule'],
  ])('refuse %j', (change, code) => {
    expect(codeOf(() => found(change))).toBe(code);
  });
});

describe('milestones', () => {
  const record = (
    ...args: [
      from: ReturnType<typeof opened>,
      name: Parameters<typeof recordMilestone>[1],
      on: string,
      because?: string,
    ]
  ) => {
    const [from, name, on, because = null] = args;
    return recordMilestone(from, name, day(on), because, acting);
  };

  it('stand in the order of the procedure, however late they are entered', () => {
    const heard = record(record(opened(), 'HEARD', '2026-10-20'), 'NOTIFIED', '2026-10-10');
    expect(heard.milestones.map(({ milestone }) => milestone)).toEqual(['FILED', 'NOTIFIED', 'HEARD']);
  });

  it.each<[string, () => unknown, string]>([
    ['before the filing', () => record(opened(), 'INVESTIGATED', '2026-08-31'), 'case.milestone-order'],
    [
      'after a later one',
      () => record(record(opened(), 'NOTIFIED', '2026-10-10'), 'INVESTIGATED', '2026-10-11'),
      'case.milestone-order',
    ],
    ['in the future', () => record(opened(), 'INVESTIGATED', '2026-11-23'), 'case.in-future'],
    ['service without a decision', () => record(opened(), 'SERVED', '2026-11-02'), 'case.not-decided'],
    ['service before the decision', () => record(decide(), 'SERVED', '2026-10-31'), 'case.milestone-order'],
    [
      'another day without a reason',
      () => record(record(opened(), 'NOTIFIED', '2026-10-10'), 'NOTIFIED', '2026-10-11'),
      'case.milestone-recorded',
    ],
  ])('refuse %s', (_what, act, code) => {
    expect(codeOf(act)).toBe(code);
  });

  it('change with a reason, and say nothing of the same day again', () => {
    const told = record(opened(), 'NOTIFIED', '2026-10-10');
    expect(record(told, 'NOTIFIED', '2026-10-10')).toBe(told);
    expect(record(told, 'NOTIFIED', '2026-10-11', '笔误').milestones[1]).toMatchObject({
      on: '2026-10-11',
      because: '笔误',
    });
  });
});

describe('a closing', () => {
  const close = (
    from = ready(),
    outcome: Parameters<typeof closeCase>[1]['outcome'] = 'DECIDED',
    on = '2026-11-20',
  ) => closeCase(from, { on: day(on), outcome, note: null }, acting);
  const served = () => recordMilestone(decide(), 'SERVED', day('2026-11-05'), null, acting);

  it.each<[string, () => unknown, string | undefined]>([
    ['by a decision that was served', () => close(served()), undefined],
    ['by a decision not served', () => close(decide()), 'case.not-served'],
    ['by no decision', () => close(), 'case.not-decided'],
    ['without a violation', () => close(ready(), 'NO_VIOLATION'), undefined],
    ['without a violation, though decided', () => close(served(), 'NO_VIOLATION'), 'case.decided'],
    ['as criminal, not filed', () => close(ready(), 'CRIMINAL'), 'case.not-filed-by-police'],
    [
      'while a transfer is awaited',
      () => close(ready({ turnoverFen: '20000000' }), 'NO_VIOLATION'),
      'case.transfer-awaited',
    ],
    ['before its last milestone', () => close(ready(), 'WITHDRAWN', '2026-10-09'), 'case.closed-before'],
    ['twice', () => close(close(served())), 'case.closed'],
    ['and then findings', () => recordFindings(close(served()), facts(), statutes, acting), 'case.closed'],
  ])('%s', (_what, act, code) => {
    expect(codeOf(act)).toBe(code);
  });
});

describe('an annulment', () => {
  const annulment = { on: day('2026-11-10'), because: 'COURT', documentNo: null, note: null } as const;
  const annul = (from = decide(), change: Partial<Omit<typeof annulment, 'on'>> & { on?: string } = {}) =>
    annulDecision(
      from,
      'decision-1',
      { ...annulment, ...change, on: day(change.on ?? annulment.on) },
      acting,
    );

  it('opens the case again, without the milestones of the decision', () => {
    const open = annul();
    expect(open).toMatchObject({ status: 'open', decisions: [{ annulment: { because: 'COURT' } }] });
    expect(open.milestones.map(({ milestone }) => milestone)).toEqual(['FILED', 'NOTIFIED']);
    expect(decideCase(open, penalty(), 'decision-2', statutes, acting).decisions).toHaveLength(2);
  });

  it('leaves a closed case closed', () => {
    const served = recordMilestone(decide(), 'SERVED', day('2026-11-05'), null, acting);
    const closed = closeCase(served, { on: day('2026-11-06'), outcome: 'DECIDED', note: null }, acting);
    expect(annul(closed)).toMatchObject({
      status: 'closed',
      decisions: [{ annulment: { on: '2026-11-10' } }],
    });
  });

  it.each<[string, () => unknown, string]>([
    [
      'of an unknown decision',
      () => annulDecision(decide(), 'decision-9', annulment, acting),
      'decision.unknown',
    ],
    ['twice', () => annul(annul()), 'decision.annulled'],
    ['before it was taken', () => annul(decide(), { on: '2026-10-31' }), 'decision.annulled-before'],
    ['in the future', () => annul(decide(), { on: '2026-11-23' }), 'case.in-future'],
  ])('is refused %s', (_what, act, code) => {
    expect(codeOf(act)).toBe(code);
  });
});

describe('history', () => {
  it('holds every act, with who answers for it', () => {
    const served = recordMilestone(decide(), 'SERVED', day('2026-11-05'), null, acting);
    expect(served.acts.map(({ act, what }) => `${act} ${what}`)).toEqual([
      'opened 杭知案〔2026〕1号',
      'findings-recorded 1',
      'milestone-recorded NOTIFIED',
      'decided 杭知罚字〔2026〕1号',
      'milestone-recorded SERVED',
    ]);
    expect(served.acts.every(({ officer }) => officer === '吴越')).toBe(true);
  });
});
