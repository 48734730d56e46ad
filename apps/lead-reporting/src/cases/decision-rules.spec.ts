import { describe, expect, it } from '@jest/globals';
import type { TransferOpened, TransferStepTaken } from '@xianjie/contracts';
import fc from 'fast-check';
import type { Case, Opening } from './case.js';
import {
  acting,
  codeOf,
  company,
  day,
  documentNo,
  facts,
  opened,
  penalty,
  ready,
  statutes,
} from './case-builder.suite.js';
import { annulDecision, closeCase, outcomes } from './case-closing.js';
import { decideCase, decisionKinds, type GivenDecision, penaltyKinds } from './case-decision.js';
import { decidedOf } from './case-events.js';
import { type Facts, recordFindings } from './case-findings.js';
import { milestoneNames, recordMilestone } from './case-milestones.js';
import { noteTransferOpened, noteTransferStep, transferIsOpen } from './case-notes.js';

const decide = (from: Case, change: Partial<GivenDecision> = {}) =>
  decideCase(from, penalty(change), 'decision-1', statutes, acting);
const codeFor = (change: Partial<GivenDecision>, from: Case = ready()) => codeOf(() => decide(from, change));

describe('the fine', () => {
  it.each<[string, Partial<Facts>, string, string | undefined]>([
    ['gain of 2,000 yuan: 250,000 yuan', {}, '25000000', undefined],
    ['a fen more', {}, '25000001', 'decision.above-ceiling'],
    ['gain of 60,000 yuan: five times', { gainFen: '6000000' }, '30000000', undefined],
    ['a fen more than five times', { gainFen: '6000000' }, '30000001', 'decision.above-ceiling'],
    ['gain not established', { gainFen: null }, '25000000', undefined],
  ])('may go up to the ceiling: %s', (_what, change, fineFen, code) => {
    expect(codeFor({ fineFen }, ready(change))).toBe(code);
  });

  it('goes by the law of the day on which the act ended, or the milder one of the decision', () => {
    const old = ready({ actEndOn: day('2021-05-31'), discoveredOn: day('2021-06-30'), gainFen: '0' });
    expect(codeFor({ fineFen: '20000001' }, old)).toBe('decision.above-ceiling');
    expect(decide(old, { fineFen: '20000000' }).decisions[0]?.fineLimit).toMatchObject({
      maxFineFen: '20000000',
    });
  });

  it('names the ceiling and its article in the refusal, in both languages', () => {
    try {
      decide(ready(), { fineFen: '25000001' });
      throw new Error('It was allowed');
    } catch (error) {
      expect(error).toMatchObject({
        kind: 'conflict',
        message: expect.stringContaining('25000000 fen'),
        zh: expect.stringMatching(/专利法.*68条/),
        issues: [{ field: 'fineFen' }],
      });
    }
  });

  it('of an infringement dispute is not measured by the ceiling for counterfeiting', () => {
    const dispute = ready({ actType: 'OTHER', patents: 0 }, { actType: 'INFRINGEMENT' });
    expect(decide(dispute, { fineFen: '99999999' }).decisions[0]?.fineLimit).toBeNull();
  });
});

const transferOpened: TransferOpened = {
  transferId: 'transfer-1',
  caseId: 'case-1',
  caseNo: null,
  agency: 'ip-hangzhou',
  areaCode: '330106',
  police: 'police-hangzhou',
  procuratorate: 'proc-hangzhou',
  openedOn: '2026-10-12',
  duty: 'MUST_TRANSFER',
  basis: [],
};
const step = (change: Partial<TransferStepTaken>): TransferStepTaken => ({
  transferId: 'transfer-1',
  caseId: 'case-1',
  stepNo: 1,
  step: 'REPORT_SUBMITTED',
  stateBefore: 'TASK_FORCE',
  stateNow: 'AWAIT_APPROVAL',
  actorKind: 'ADMIN',
  organ: 'ip-hangzhou',
  documentType: null,
  documentNo: null,
  takenAt: '2026-10-13T01:00:00Z',
  effectiveAt: '2026-10-13T01:00:00Z',
  dueOn: '2026-10-16',
  basis: '国务院令第310号第5条',
  certainty: 'VERIFIED',
  fineBarred: false,
  ...change,
});
const transferred = (...steps: readonly Partial<TransferStepTaken>[]) =>
  steps.reduce<Case>(
    (from, change, index) => noteTransferStep(from, step({ stepNo: index + 1, ...change }), acting),
    noteTransferOpened(ready({ turnoverFen: '20000000' }), transferOpened, acting),
  );

describe('a transfer', () => {
  it('is awaited before a fine where the findings carry the duty, but other penalties go on', () => {
    const owed = ready({ turnoverFen: '20000000' });
    expect(codeFor({}, owed)).toBe('case.transfer-awaited');
    expect(codeFor({ penalties: ['WARNING'], fineFen: '0' }, owed)).toBeUndefined();
  });

  it('is not awaited where the duty is advice only', () => {
    const recent = { actEndOn: day('2026-06-01'), discoveredOn: day('2026-07-01') };
    expect(codeFor({}, ready({ ...recent, turnoverFen: '20000000' }))).toBeUndefined();
  });

  it('bars a fine while it says so, and lets it go when the case is back', () => {
    const approved = { stateNow: 'AWAIT_DELIVERY', fineBarred: true };
    expect(codeFor({}, transferred({}))).toBeUndefined();
    expect(codeFor({}, transferred({}, approved))).toBe('case.fine-barred');
    expect(codeFor({ penalties: ['LICENCE'], fineFen: '0' }, transferred({}, approved))).toBeUndefined();
    expect(
      codeFor({}, transferred({}, approved, { stateNow: 'ADMIN_DISPOSAL', fineBarred: false })),
    ).toBeUndefined();
    expect(codeFor({}, transferred({}, approved, { stateNow: 'CLOSED', fineBarred: true }))).toBe(
      'case.fine-barred',
    );
  });

  it('is open until the case came back or all is over', () => {
    const openIn = (...states: string[]) =>
      transferIsOpen(transferred(...states.map((stateNow) => ({ stateNow }))));
    expect(transferIsOpen(opened())).toBe(false);
    expect(openIn()).toBe(true);
    expect(openIn('FILED')).toBe(true);
    expect(['ADMIN_DISPOSAL', 'REVERSE_RECEIVED', 'CLOSED'].map((state) => openIn(state))).toEqual([
      false,
      false,
      false,
    ]);
    expect(openIn('ADMIN_DISPOSAL', 'TASK_FORCE')).toBe(true);
  });

  it('is noted step by step; what came before, or is of an earlier transfer, is left aside', () => {
    const noted = transferred({}, { step: 'APPROVED', stateNow: 'AWAIT_DELIVERY', dueOn: '2026-10-14' });
    expect(noted.transfer).toMatchObject({
      state: 'AWAIT_DELIVERY',
      dueOn: '2026-10-14',
      police: 'police-hangzhou',
    });
    expect(noteTransferStep(noted, step({ stepNo: 2 }), acting)).toBe(noted);
    expect(noteTransferStep(noted, step({ stepNo: 9, transferId: 'transfer-0' }), acting)).toBe(noted);
    expect(noteTransferOpened(noted, transferOpened, acting)).toBe(noted);
  });

  it('keeps the case open but for a criminal end', () => {
    const close = (from: Case, outcome: (typeof outcomes)[number]) =>
      codeOf(() => closeCase(from, { on: day('2026-11-20'), outcome, note: null }, acting));
    const filed = transferred({ step: 'FILED', stateNow: 'FILED', fineBarred: true });
    expect(close(filed, 'NO_VIOLATION')).toBe('case.transfer-open');
    expect(close(filed, 'CRIMINAL')).toBeUndefined();
    expect(close(transferred({}), 'CRIMINAL')).toBe('case.not-filed-by-police');
  });
});

describe('a decision', () => {
  it.each<[string, Partial<GivenDecision>, string]>([
    ['a penalty of no kind', { penalties: [], fineFen: '0' }, 'decision.penalties'],
    ['no penalty, with kinds', { kind: 'NO_PENALTY' }, 'decision.penalties'],
    ['a fine of nothing', { fineFen: '0' }, 'decision.fine'],
    ['an amount without a fine', { penalties: ['WARNING'] }, 'decision.fine'],
    ['confiscation that is not named', { confiscationFen: '1' }, 'decision.confiscation'],
    [
      'a ruling on infringement',
      { kind: 'INFRINGEMENT_FOUND', penalties: [], fineFen: '0' },
      'decision.kind',
    ],
    ['detention', { penalties: ['DETENTION'], fineFen: '0' }, 'decision.detention'],
    ['a day to come', { decidedOn: day('2026-11-23') }, 'case.in-future'],
    ['a day before the party was told', { decidedOn: day('2026-10-09') }, 'case.milestone-order'],
    ['a citizen number in its words', { content: '罚款，身份证11010519491231002X' }, 'decision.names-person'],
    ['one with spaces', { violation: '１１０１０５ 19491231 002x' }, 'decision.names-person'],
    ['a telephone number', { legalBasis: '电话138-0000-1234' }, 'decision.names-person'],
  ])('is refused with %s', (_what, change, code) => {
    expect(codeFor(change)).toBe(code);
  });

  it('may hold long numbers that are nobody’s', () => {
    expect(codeFor({ content: '专利号2020105660889，合同202610566088912345号' })).toBeUndefined();
  });

  it.each<[string, Partial<Opening>, Partial<GivenDecision>]>([
    ['the natural person', { party: { kind: 'PERSON', name: '张三' } }, { violation: '张三标注他人专利号' }],
    [
      'who runs the shop',
      { party: { kind: 'SOLE_TRADER', name: '某某店', operator: '李四' } },
      { content: '对李四罚款' },
    ],
  ])('names %s nowhere', (_who, opening, change) => {
    expect(codeFor(change, ready({}, opening))).toBe('decision.names-person');
  });

  it('tells others a shop by its name and a natural person not at all', () => {
    const told = (party: Opening['party']) => {
      const decided = decide(ready({}, { party }));
      const [decision] = decided.decisions;
      if (!decision) throw new Error('Not decided');
      return decidedOf(decided, decision);
    };
    expect(told(company)).toMatchObject({
      partyKind: 'ORGANISATION',
      partyName: '杭州某某有限公司',
      fineFen: 1_000_000n,
    });
    expect(told({ kind: 'SOLE_TRADER', name: '某某店', operator: '李四' })).toMatchObject({
      partyName: '某某店',
    });
    expect(
      JSON.stringify(told({ kind: 'PERSON', name: '张三' }), (_key, value: unknown) => String(value)),
    ).not.toContain('张三');
  });

  it.each<[string, () => Case, Partial<GivenDecision>, string | undefined]>([
    ['nobody to decide against', () => ready({}, { party: null }), {}, 'case.no-party'],
    ['nothing found out', () => opened(), {}, 'case.no-findings'],
    [
      'nothing found out, no penalty',
      () => opened(),
      { kind: 'NO_PENALTY', penalties: [], fineFen: '0' },
      undefined,
    ],
    ['nobody told', () => recordFindings(opened(), facts(), statutes, acting), {}, 'case.not-notified'],
    [
      'nobody told, on the spot',
      () => recordFindings(opened(), facts(), statutes, acting),
      { procedure: 'SIMPLE' },
      undefined,
    ],
    [
      'found out after two years',
      () => ready({ discoveredOn: day('2026-06-02') }),
      {},
      'decision.time-barred',
    ],
    ['found out on the last day', () => ready({ discoveredOn: day('2026-06-01') }), {}, undefined],
    ['one that stands', () => decide(ready()), {}, 'case.decided'],
  ])('with %s', (_what, from, change, code) => {
    expect(codeFor(change, from())).toBe(code);
  });
});

const days = fc
  .constantFrom(
    '2026-08-31',
    '2026-09-01',
    '2026-09-20',
    '2026-10-10',
    '2026-11-01',
    '2026-11-22',
    '2026-11-23',
  )
  .map(day);
const fens = fc.constantFrom('0', '1', '1000000', '25000000', '25000001', '99999999999');

type Act = (from: Case) => Case;
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(fc.constantFrom(...milestoneNames), days, fc.constantFrom(null, '笔误')).map(
    ([name, on, because]): Act =>
      (from) =>
        recordMilestone(from, name, on, because, acting),
  ),
  fc
    .record({
      turnoverFen: fens,
      gainFen: fens,
      actEndOn: fc.constantFrom(day('2024-06-01'), day('2026-06-01')),
      discoveredOn: fc.constant(day('2026-06-01')),
    })
    .map(
      (change): Act =>
        (from) =>
          recordFindings(from, facts(change), statutes, acting),
    ),
  fc
    .record({
      kind: fc.constantFrom(...decisionKinds),
      penalties: fc.uniqueArray(fc.constantFrom(...penaltyKinds), { maxLength: 2 }),
      fineFen: fens,
      decidedOn: days,
      procedure: fc.constantFrom('SIMPLE' as const, 'ORDINARY' as const),
      decisionNo: fc.constantFrom(documentNo('杭知罚字〔2026〕1号'), documentNo('杭知罚字〔2026〕2号')),
    })
    .map(
      (change): Act =>
        (from) =>
          decideCase(from, penalty(change), `decision-${from.decisions.length}`, statutes, acting),
    ),
  fc.tuple(fc.nat(2), days).map(
    ([n, on]): Act =>
      (from) =>
        annulDecision(from, `decision-${n}`, { on, because: 'COURT', documentNo: null, note: null }, acting),
  ),
  fc.tuple(days, fc.constantFrom(...outcomes)).map(
    ([on, outcome]): Act =>
      (from) =>
        closeCase(from, { on, outcome, note: null }, acting),
  ),
  fc.constant<Act>((from) => noteTransferOpened(from, transferOpened, acting)),
  fc
    .tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('AWAIT_DELIVERY', 'FILED', 'ADMIN_DISPOSAL', 'CLOSED'),
      fc.boolean(),
    )
    .map(
      ([stepNo, stateNow, fineBarred]): Act =>
        (from) =>
          noteTransferStep(from, step({ stepNo, stateNow, step: stateNow, fineBarred }), acting),
    ),
);

describe('whatever is done to a case, in whatever order', () => {
  /** Applies what is allowed; calls `look` with the case before and after each act that was. */
  function play(sequence: readonly Act[], look: (before: Case, after: Case) => void): void {
    let at = opened();
    for (const act of sequence) {
      try {
        const next = act(at);
        if (next !== at) look(at, next);
        at = next;
      } catch (error) {
        if ((error as { kind?: string }).kind === undefined) throw error;
      }
    }
  }
  const always = (holds: (before: Case, after: Case) => void) =>
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 30 }), (sequence) => play(sequence, holds)),
      { numRuns: 300 },
    );

  it('milestones stay in the order of the procedure, each once and none in the future', () => {
    always((_before, { milestones, status }) => {
      const places = milestones.map(({ milestone }) => milestoneNames.indexOf(milestone));
      expect([...places].sort((a, b) => a - b)).toEqual(places);
      expect(new Set(places).size).toBe(places.length);
      expect(milestones.map(({ on }) => on).sort()).toEqual(milestones.map(({ on }) => on));
      expect(milestones.every(({ on }) => on <= acting.today)).toBe(true);
      if (status !== 'closed')
        expect(milestones.some(({ milestone }) => milestone === 'DECIDED')).toBe(status === 'decided');
    });
  });

  it('at most one decision stands, and none above the ceiling or against a bar', () => {
    always((before, after) => {
      expect(after.decisions.filter(({ annulment }) => annulment === null).length).toBeLessThanOrEqual(1);
      if (after.decisions.length === before.decisions.length) return;
      const decision = after.decisions.at(-1);
      if (!decision || decision.fineFen === '0') return;
      expect(before.transfer?.fineBarred ?? false).toBe(false);
      expect(BigInt(decision.fineFen)).toBeLessThanOrEqual(BigInt(decision.fineLimit?.maxFineFen ?? '0'));
    });
  });

  it('history only grows, and a closed case changes by annulment and notes alone', () => {
    always((before, after) => {
      expect(after.acts.slice(0, before.acts.length)).toEqual(before.acts);
      expect(after.acts.length).toBeGreaterThan(before.acts.length);
      if (before.status !== 'closed') return;
      expect(after.status).toBe('closed');
      expect(['annulled', 'transfer-noted', 'patent-noted']).toContain(after.acts.at(-1)?.act);
    });
  });
});
