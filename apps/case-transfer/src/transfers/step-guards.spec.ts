import { describe, expect, it } from '@jest/globals';
import type { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { type Agency, AgencyDirectory } from '@xianjie/identity';
import { step, type TransferEvent } from '@xianjie/statutes';
import { stepForms } from './step-forms.js';
import {
  checkForm,
  checkHandover,
  checkLimitOver,
  checkOrdered,
  checkOrgans,
  checkPapers,
  checkReport,
  effectiveAtOf,
  type Signature,
} from './step-guards.js';
import type { StepInput } from './transfer-step.js';
import type { Unopened } from './transfer.js';

/** Code of what a guard refuses with, and its fields; undefined where it lets pass. */
function refusal(guard: () => unknown): { code: string; fields: string[] } | undefined {
  try {
    guard();
    return undefined;
  } catch (error) {
    const { code, issues } = error as DomainError;
    return { code, fields: issues.map(({ field, rule }) => `${field} ${rule}`) };
  }
}

const now = new Date('2026-03-02T08:00:00Z');
const before = (change: Partial<Unopened> = {}): Unopened =>
  ({
    stepNo: 3,
    steppedAt: new Date('2026-03-02T05:00:00Z'),
    police: 'police-a',
    procuratorate: 'proc-a',
    ...change,
  }) as Unopened;

describe('checkForm', () => {
  it('names everything that a step lacks', () => {
    expect(refusal(() => checkForm({ step: 'NOT_FILED' }))).toEqual({
      code: 'step.form',
      fields: ['documentNo required', 'reasons required'],
    });
  });

  it.each<[TransferEvent]>([
    ['REJECTED_WITH_REASON'],
    ['NOT_FILED'],
    ['NOT_POLICE_COMPETENCE'],
    ['NOT_FILED_UPHELD'],
    ['PROC_OPINION_TO_TRANSFER'],
    ['REFUSED_TO_ACCEPT'],
    ['NON_PROSECUTION'],
    ['CASE_DROPPED'],
  ])('lets nobody say %s without reasons', (event) => {
    expect(refusal(() => checkForm({ step: event, documentNo: 'x' }))?.fields).toContain('reasons required');
  });

  it('takes an empty list for nothing', () => {
    expect(refusal(() => checkForm({ step: 'SUPPLEMENTED', documents: [] }))?.fields).toEqual([
      'documents required',
    ]);
  });

  it('refuses what a step has no place for', () => {
    const input: StepInput = { step: 'FILED', documentNo: 'x', criminalFineFen: '1', seizedItems: 2 };
    expect(refusal(() => checkForm(input))?.fields).toEqual([
      'criminalFineFen step.field-unexpected',
      'seizedItems step.field-unexpected',
    ]);
  });

  it('lets no act inside the agency be dated back', () => {
    for (const event of ['REPORT_SUBMITTED', 'APPROVED', 'REJECTED_WITH_REASON', 'NEW_EVIDENCE'] as const) {
      const input = { step: event, documents: ['d'], reasons: 'r', effectiveAt: '2026-03-01T00:00:00Z' };
      expect(refusal(() => checkForm(input))?.fields).toContain('effectiveAt step.field-unexpected');
    }
  });

  it('has a form for every event whose paper is not for the agency where police and procuratorate write to each other', () => {
    const between = Object.entries(stepForms).filter(([, { shownTo }]) => !shownTo.includes('ADMIN'));
    expect(between.map(([event]) => event).sort()).toEqual([
      'CORRECTION_NOTICE_SENT',
      'ESCALATED',
      'FILING_ORDERED',
      'REASONS_GIVEN',
      'REASONS_OVERDUE',
      'REASONS_REQUESTED',
      'REVIEW_RESUMED',
      'REVIEW_SUSPENDED',
      'URGED_BY_PROC',
    ]);
  });
});

describe('effectiveAtOf', () => {
  it.each([
    [undefined, undefined],
    ['2026-03-02T07:59:59Z', undefined],
    ['2026-03-02T16:00:00+08:00', undefined],
    ['2026-03-02T05:00:00Z', undefined],
    ['2026-03-02T08:00:01Z', 'step.in-future'],
    ['2026-03-02T04:59:59Z', 'step.before-previous'],
  ])('%s: %s', (effectiveAt, code) => {
    expect(refusal(() => effectiveAtOf({ step: 'RECEIPT_SIGNED', effectiveAt }, before(), now))?.code).toBe(
      code,
    );
  });

  it('is now unless told, and never before the step that it follows', () => {
    expect(effectiveAtOf({ step: 'FILED' }, before(), now)).toEqual(now);
    const later = new Date('2026-03-02T08:00:01Z');
    expect(effectiveAtOf({ step: 'FILED' }, before({ steppedAt: later }), now)).toEqual(later);
  });

  it('has nothing before it where it is the first', () => {
    const input = { step: 'REVERSE_CASE_RECEIVED', effectiveAt: '2020-01-01T00:00:00Z' } as const;
    expect(effectiveAtOf(input, before({ stepNo: 0, steppedAt: now }), now)).toEqual(
      new Date('2020-01-01T00:00:00Z'),
    );
  });
});

describe('checkPapers', () => {
  const five = [
    'TRANSFER_LETTER',
    'INVESTIGATION_REPORT',
    'ARTICLE_LIST',
    'INSPECTION_OR_APPRAISAL',
    'OTHER',
  ];
  const excuse = (kind: string) =>
    ({ kind, reason: '检验尚未完成' }) as NonNullable<StepInput['missing']>[number];

  it('lets the five kinds pass, and more of one', () => {
    expect(refusal(() => checkPapers([...five, 'OTHER', 'TRANSFER_REPORT']))).toBeUndefined();
  });

  it.each(five)('asks for the %s', (kind) => {
    const others = five.filter((each) => each !== kind);
    expect(refusal(() => checkPapers(others))?.code).toBe('delivery.papers');
  });

  it.each(five.slice(1))('lets the %s be missing where that is said with the reason', (kind) => {
    const others = five.filter((each) => each !== kind);
    expect(refusal(() => checkPapers(others, [excuse(kind)]))).toBeUndefined();
  });

  it('knows no transfer without a letter', () => {
    expect(refusal(() => checkPapers(five.slice(1), [excuse('TRANSFER_LETTER')]))?.code).toBe(
      'delivery.papers',
    );
  });
});

describe('checkReport', () => {
  const signature = (officerId: string, change: Partial<Signature> = {}): Signature => ({
    officerId,
    officerName: officerId,
    documentId: 'report',
    afterStep: 1,
    ...change,
  });
  const round = { roundFrom: 1 };
  const check = (signatures: Signature[], officer: string | null = 'a', from = round) =>
    refusal(() => checkReport(from, ['report'], signatures, officer))?.code;

  it('lets two officers report, one of whom submits', () => {
    expect(checkReport(round, ['report'], [signature('a'), signature('b')], 'b')).toEqual([
      { id: 'a', name: 'a' },
      { id: 'b', name: 'b' },
    ]);
  });

  it('is not content with one, nor with one who signed twice', () => {
    expect(check([signature('a')])).toBe('report.signatures');
    expect(check([signature('a'), signature('a', { afterStep: 2 })])).toBe('report.signatures');
  });

  it('counts no signature under another paper or of an earlier round', () => {
    expect(check([signature('a'), signature('b', { documentId: 'other' })])).toBe('report.signatures');
    expect(check([signature('a'), signature('b')], 'a', { roundFrom: 4 })).toBe('report.signatures');
  });

  it('has it submitted by one who signed, in person', () => {
    expect(check([signature('a'), signature('b')], 'c')).toBe('report.not-signed-by-you');
    expect(check([signature('a'), signature('b')], null)).toBe('report.not-signed-by-you');
  });
});

describe('checkLimitOver', () => {
  const overdue = step('RECEIVED', 'DECISION_OVERDUE');

  it.each([
    [new Date('2026-03-02T08:00:00Z'), undefined],
    [new Date('2026-03-02T08:00:01Z'), 'step.limit-not-over'],
    [null, 'step.limit-not-over'],
  ])('a limit that ends at %s: %s', (endsAt, code) => {
    expect(refusal(() => checkLimitOver(overdue, endsAt, now))?.code).toBe(code);
  });

  it('asks nothing of steps that name no limit', () => {
    expect(refusal(() => checkLimitOver(step('RECEIVED', 'FILED'), null, now))).toBeUndefined();
  });
});

describe('checkOrdered', () => {
  const urged = step('INVESTIGATED_BY_POLICE', 'URGED_BY_PROC');

  it('lets the procuratorate urge where it ordered the filing, and only there', () => {
    expect(refusal(() => checkOrdered({ filingOrdered: true }, urged))).toBeUndefined();
    expect(refusal(() => checkOrdered({ filingOrdered: false }, urged))?.code).toBe('step.not-ordered');
    expect(refusal(() => checkOrdered({ filingOrdered: false }, step('RECEIVED', 'FILED')))).toBeUndefined();
  });
});

describe('checkHandover', () => {
  const today = '2026-03-02' as LocalDate;
  const check = (change: Partial<StepInput>) =>
    refusal(() => checkHandover({ step: 'EVIDENCE_HANDED_OVER', ...change }, today))?.code;

  it.each([
    [{ seizedItems: 0 }, undefined],
    [{ seizedItems: 1 }, 'handover.party-not-told'],
    [{ seizedItems: 1, partyToldOn: '2026-03-02' as LocalDate }, undefined],
    [{ seizedItems: 1, partyToldOn: '2026-03-03' as LocalDate }, 'handover.told-in-future'],
  ])('%j: %s', (change, code) => {
    expect(check(change)).toBe(code);
  });
});

describe('checkOrgans', () => {
  const agency = (id: string, kind: Agency['kind'], parents: string[] = []): Agency => ({
    id,
    name: id,
    kind,
    area: null,
    parents,
  });
  const agencies = new AgencyDirectory([
    agency('police-a', 'police'),
    agency('police-b', 'police'),
    agency('proc-a', 'procuratorate', ['proc-up']),
    agency('proc-up', 'procuratorate'),
    agency('proc-b', 'procuratorate'),
  ]);
  const check = (change: Partial<StepInput>) =>
    refusal(() => checkOrgans({ step: 'FORWARDED', ...change }, before(), agencies))?.code;

  it.each([
    [{}, undefined],
    [{ forwardedTo: 'police-b' }, undefined],
    [{ forwardedTo: 'police-a' }, 'forward.same-organ'],
    [{ forwardedTo: 'proc-a' }, 'forward.not-police'],
    [{ forwardedTo: 'nobody' }, 'forward.not-police'],
    [{ higherProcuratorate: 'proc-up' }, undefined],
    [{ higherProcuratorate: 'proc-b' }, 'escalation.not-superior'],
    [{ higherProcuratorate: 'proc-a' }, 'escalation.not-superior'],
  ])('%j: %s', (change, code) => {
    expect(check(change)).toBe(code);
  });
});
