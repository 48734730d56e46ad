import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@xianjie/identifiers';
import { readAgencyDirectory } from '@xianjie/identity';
import type { Case } from '../cases/case.js';
import {
  type Acting,
  type Circular,
  correctCircular,
  distributeCircular,
  proposeCircular,
  type Recipient,
  returnCircular,
  stateOf,
  withdrawCircular,
} from './circular.js';

const agencies = readAgencyDirectory('samples/agencies.json');
const acting = (agency = 'ip-zhejiang'): Acting => ({
  agency: agencies.get(agency),
  officer: '陈立',
  today: '2026-11-02' as LocalDate,
  at: '2026-11-02T02:00:00.000Z',
});

/** A decided counterfeit case, with the one change a test is about. */
const decidedCase = (change: Partial<Case> = {}): Case =>
  ({
    id: 'case-1',
    agency: 'ip-hangzhou',
    caseNo: '杭市知法案〔2026〕3号',
    actType: 'USING_ANOTHERS_NUMBER',
    status: 'decided',
    transfer: null,
    ...change,
  }) as Case;

const proposed = (): Circular =>
  proposeCircular({ id: 'c-1', title: '某某假冒专利案', body: '案情' }, decidedCase(), acting('ip-hangzhou'));
const given = {
  circularNo: '浙知通〔2026〕5号',
  addressees: ['ip-ningbo', 'ip-wenzhou'],
  acknowledgeBy: '2026-11-09' as LocalDate,
};
const distributed = () => distributeCircular(proposed(), decidedCase(), given, acting());

describe('a circular', () => {
  it.each<[string, Partial<Case>, string]>([
    ['an open case', { status: 'open' }, 'not decided yet'],
    ['a dispute about infringement', { actType: 'INFRINGEMENT' }, 'no counterfeit case'],
  ])('is not proposed of %s', (_what, change, message) => {
    expect(() =>
      proposeCircular({ id: 'c', title: 't', body: 'b' }, decidedCase(change), acting('ip-hangzhou')),
    ).toThrow(message);
  });

  it('is seen by its proposer and superiors before, and by its addressees after it is distributed', () => {
    expect(proposed().marking).toMatchObject({ owner: 'ip-hangzhou', scope: 'CITY', addressees: [] });
    expect(distributed()).toMatchObject({
      status: 'distributed',
      issuer: 'ip-zhejiang',
      circularNo: '浙知通〔2026〕5号',
      marking: { addressees: ['ip-ningbo', 'ip-wenzhou', 'ip-zhejiang'] },
    });
  });

  it.each([
    ['TASK_FORCE', true],
    ['AWAIT_DELIVERY', true],
    ['FILED', true],
    ['IN_COURT', true],
    ['ADMIN_DISPOSAL', false],
    ['REVERSE_RECEIVED', false],
    ['CLOSED', false],
  ])('is held back while the transfer of its case is at %s: %s', (state, held) => {
    const of = decidedCase({ transfer: { state } as Case['transfer'] });
    const distribute = () => distributeCircular(proposed(), of, given, acting());
    if (held) expect(distribute).toThrow('being transferred');
    else expect(distribute().status).toBe('distributed');
  });

  it('is distributed once, and not after it was returned', () => {
    expect(() => distributeCircular(distributed(), decidedCase(), given, acting())).toThrow('is distributed');
    const returned = returnCircular(proposed(), '事实不清', acting());
    expect(() => distributeCircular(returned, decidedCase(), given, acting())).toThrow('is returned');
    expect(returned.endedBecause).toBe('事实不清');
  });

  it('tells somebody', () => {
    expect(() =>
      distributeCircular(proposed(), decidedCase(), { ...given, addressees: [] }, acting()),
    ).toThrow('nobody to tell');
  });

  it('says something else only while it is out', () => {
    const corrected = correctCircular(distributed(), { title: 'x', body: 'y' }, '笔误', acting());
    expect([corrected.revision, corrected.title]).toEqual([2, 'x']);
    const withdrawn = withdrawCircular(corrected, '案件撤销', acting());
    expect(() => correctCircular(withdrawn, { title: 'x', body: 'y' }, '笔误', acting())).toThrow(
      'is withdrawn',
    );
    expect(withdrawn.acts.map(({ act }) => act)).toEqual([
      'proposed',
      'distributed',
      'corrected',
      'withdrawn',
    ]);
  });
});

describe('an addressee', () => {
  const recipient = (change: Partial<Recipient> = {}): Recipient => ({
    circularId: 'c-1',
    agency: 'ip-ningbo',
    acknowledgeBy: '2026-11-09' as LocalDate,
    acknowledgedRevision: 0,
    acknowledgedAt: null,
    acknowledgedBy: null,
    outcome: null,
    outcomeCaseId: null,
    outcomeNote: null,
    outcomeAt: null,
    remindedAt: null,
    reminders: 0,
    ...change,
  });

  it.each<[string, Partial<Recipient>, number, string, string]>([
    ['waits on its last day', {}, 1, '2026-11-09', 'waiting'],
    ['is silent on the next', {}, 1, '2026-11-10', 'silent'],
    ['has acknowledged', { acknowledgedRevision: 1 }, 1, '2026-12-01', 'acknowledged'],
    ['has not seen the correction', { acknowledgedRevision: 1 }, 2, '2026-12-01', 'outdated'],
    ['has answered', { acknowledgedRevision: 1, outcome: 'NO_CASE' }, 1, '2026-12-01', 'answered'],
  ])('%s', (_what, change, revision, today, state) => {
    expect(stateOf(recipient(change), { revision }, today as LocalDate)).toBe(state);
  });
});
