import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@xianjie/identifiers';
import {
  nextSteps,
  runSequence,
  type TransferEvent,
  TRANSFER_EVENTS,
  transferTransitions,
} from '@xianjie/statutes';
import fc from 'fast-check';
import { stageAfter } from './step-effects.js';
import {
  advance,
  beginTransfer,
  type OpeningEvent,
  type Transfer,
  transitionOf,
  type Unopened,
} from './transfer.js';

const day = '2026-03-02' as LocalDate;
const at = (hour: number) => new Date(Date.UTC(2026, 2, 2, hour));

const origin = {
  caseId: 'case-1',
  caseNo: '杭知案〔2026〕1号',
  agency: 'ip-hangzhou',
  areaCode: '330106',
  police: 'police-hangzhou',
  procuratorate: 'procuratorate-hangzhou',
  charge: '假冒专利罪',
  duty: 'MUST_TRANSFER',
  grounds: ['AMOUNT'],
  basis: '国务院令第310号第3条',
  certainty: 'VERIFIED',
} as const;

const begun = (by: OpeningEvent = 'CRIME_SUSPECTED') => beginTransfer(origin, by, 'transfer-1', at(0), day);

function after(
  before: Unopened,
  event: TransferEvent,
  effects: Partial<Parameters<typeof advance>[2]> = {},
): Transfer {
  return advance(before, transitionOf(before, event), {
    effectiveAt: at(before.stepNo + 1),
    today: day,
    ...effects,
  });
}

/** A transfer after this history. */
function transfer(...history: readonly TransferEvent[]): Transfer {
  const [first = 'CRIME_SUSPECTED', ...more] = history;
  return more.reduce<Transfer>(
    (before, event) => after(before, event),
    after(begun(first as OpeningEvent), first),
  );
}

const toPolice = ['CRIME_SUSPECTED', 'REPORT_SUBMITTED', 'APPROVED', 'DELIVERED'] as const;

describe('a transfer', () => {
  it('is numbered by its steps and carries when the last took effect', () => {
    expect(transfer(...toPolice)).toMatchObject({
      state: 'DELIVERED',
      stepNo: 4,
      steppedAt: at(4),
      deliveredAt: at(4),
      approvedAt: at(3),
    });
  });

  it('remembers when it was received, whatever follows', () => {
    expect(transfer(...toPolice, 'RECEIPT_SIGNED', 'FILED')).toMatchObject({
      approvedAt: at(3),
      deliveredAt: at(4),
      receivedAt: at(5),
    });
  });

  it('refuses what the table does not have, and says what it has', () => {
    expect(() => transitionOf(transfer('CRIME_SUSPECTED'), 'APPROVED')).toThrow('allowed: REPORT_SUBMITTED');
  });

  it('follows the table alone, whatever is tried', () => {
    const events = Object.keys(TRANSFER_EVENTS) as TransferEvent[];
    const tried = fc.array(
      fc.tuple(fc.constantFrom(...events), fc.double({ min: 0, max: 0.999, noNaN: true })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(tried, (attempts) => {
        let current: Unopened = begun();
        const taken: TransferEvent[] = [];
        for (const [event, chance] of attempts) {
          // Half of the attempts are steps of the table, so that histories become long.
          const possible = nextSteps(current.state);
          const attempt =
            chance < 0.5 && possible.length > 0
              ? possible[Math.floor(chance * 2 * possible.length)]?.event
              : event;
          if (!attempt) continue;
          const run = runSequence([...taken, attempt]);
          if (run.accepted && !(attempt === 'REVERSE_CASE_RECEIVED' && taken.length === 0)) {
            current = after(current, attempt);
            taken.push(attempt);
            expect(current.state).toBe(run.state);
          } else expect(() => transitionOf(current, attempt)).toThrow('cannot happen in');
        }
        expect(current.stepNo).toBe(taken.length);
      }),
      { numRuns: 10_000 },
    );
  });

  it('begins in the state that the first step leaves, reverse cases too', () => {
    expect(transfer('PROC_OPINION_TO_TRANSFER').state).toBe('TASK_FORCE');
    expect(transfer('REVERSE_CASE_RECEIVED')).toMatchObject({
      state: 'REVERSE_RECEIVED',
      draftFrom: null,
      stepNo: 1,
    });
    expect(() => transitionOf(begun(), 'REVERSE_CASE_RECEIVED')).toThrow('cannot happen in INVESTIGATING');
  });
});

describe('a draft', () => {
  it('is the agency’s own until the head decides', () => {
    expect(transfer('CRIME_SUSPECTED', 'REPORT_SUBMITTED').draftFrom).toBe(1);
    expect(transfer('CRIME_SUSPECTED', 'REPORT_SUBMITTED', 'APPROVED').draftFrom).toBeNull();
    expect(transfer('CRIME_SUSPECTED', 'REPORT_SUBMITTED', 'REJECTED_WITH_REASON').draftFrom).toBeNull();
  });

  it('begins again with new evidence, with a report of its own', () => {
    const again = transfer('CRIME_SUSPECTED', 'REPORT_SUBMITTED', 'REJECTED_WITH_REASON', 'NEW_EVIDENCE');
    expect(again).toMatchObject({ draftFrom: 4, roundFrom: 4, approvedAt: null, deliveredAt: null });
  });

  it('forgets when it was approved, delivered and received once it begins again', () => {
    const back = transfer(...toPolice, 'RECEIPT_SIGNED', 'NOT_FILED', 'DISPOSED_ADMINISTRATIVELY');
    expect(back.receivedAt).toEqual(at(5));
    const again = after(back, 'NEW_EVIDENCE');
    expect(again).toMatchObject({ approvedAt: null, deliveredAt: null, receivedAt: null });
  });

  it('is not begun anew by an opinion while the task force is at work', () => {
    expect(transfer('CRIME_SUSPECTED', 'PROC_OPINION_TO_TRANSFER')).toMatchObject({
      draftFrom: 1,
      roundFrom: 1,
    });
  });
});

describe('fineBarred', () => {
  it.each<[TransferEvent[], boolean]>([
    [['CRIME_SUSPECTED', 'REPORT_SUBMITTED'], false],
    [['CRIME_SUSPECTED', 'REPORT_SUBMITTED', 'APPROVED'], true],
    [['CRIME_SUSPECTED', 'REPORT_SUBMITTED', 'REJECTED_WITH_REASON'], false],
    [[...toPolice], true],
    [[...toPolice, 'RECEIPT_SIGNED', 'NOT_FILED'], true],
    [[...toPolice, 'RECEIPT_SIGNED', 'NOT_FILED', 'DISPOSED_ADMINISTRATIVELY'], false],
    [[...toPolice, 'RECEIPT_SIGNED', 'FILED', 'CASE_DROPPED'], false],
  ])('after %j: %s', (history, barred) => {
    expect(transfer(...history).fineBarred).toBe(barred);
  });

  it('stays for good after a criminal fine', () => {
    const inCourt = transfer(...toPolice, 'RECEIPT_SIGNED', 'FILED', 'SENT_TO_PROSECUTION', 'INDICTED');
    const fined = after(inCourt, 'CONVICTED', { criminalFine: true });
    expect(fined).toMatchObject({ state: 'CLOSED', criminalFine: true, fineBarred: true, closedOn: day });
    const again = after(fined, 'PROC_OPINION_TO_TRANSFER');
    const refused = after(after(again, 'REPORT_SUBMITTED'), 'REJECTED_WITH_REASON');
    expect(refused).toMatchObject({ state: 'ADMIN_DISPOSAL', fineBarred: true, closedOn: null });
  });
});

describe('what police steps leave', () => {
  it('hands a forwarded case to the competent organ, which signs anew', () => {
    const forwarded = after(transfer(...toPolice, 'RECEIPT_SIGNED'), 'FORWARDED', {
      forwardedTo: 'police-zhejiang',
    });
    expect(forwarded).toMatchObject({
      state: 'DELIVERED',
      police: 'police-zhejiang',
      deliveredAt: at(6),
      receivedAt: null,
    });
  });

  it('remembers that filing was ordered', () => {
    const ordered = transfer(...toPolice, 'RECEIPT_SIGNED', 'DECISION_OVERDUE', 'FILING_ORDERED');
    expect(ordered.filingOrdered).toBe(true);
    expect(after(ordered, 'FILED').filingOrdered).toBe(true);
    expect(transfer(...toPolice, 'RECEIPT_SIGNED', 'FILED').filingOrdered).toBe(false);
  });

  it('names the higher procuratorate once it was escalated to', () => {
    const noticed = transfer(
      ...toPolice,
      'RECEIPT_SIGNED',
      'DECISION_OVERDUE',
      'FILING_ORDERED',
      'CORRECTION_NOTICE_SENT',
    );
    expect(after(noticed, 'ESCALATED', { higherProcuratorate: 'p' }).higherProcuratorate).toBe('p');
  });
});

describe('stageAfter', () => {
  const stage = (...history: readonly TransferEvent[]) =>
    history.reduce<Parameters<typeof stageAfter>[0]>(
      (before, event, index) => stageAfter(before, transfer(...history.slice(0, index + 1)), event),
      'NONE',
    );

  it.each<[string, TransferEvent[]]>([
    ['UNDECIDED', ['CRIME_SUSPECTED']],
    ['UNDECIDED', ['CRIME_SUSPECTED', 'REPORT_SUBMITTED']],
    ['APPROVED', ['CRIME_SUSPECTED', 'REPORT_SUBMITTED', 'APPROVED']],
    ['REFUSED', ['CRIME_SUSPECTED', 'REPORT_SUBMITTED', 'REJECTED_WITH_REASON']],
    ['REFUSED', ['CRIME_SUSPECTED', 'REPORT_SUBMITTED', 'REJECTED_WITH_REASON', 'RESULT_REPORTED']],
    ['DELIVERED', [...toPolice]],
    ['DELIVERED', [...toPolice, 'RECEIPT_SIGNED', 'NOT_FILED', 'SUPERVISION_SUGGESTED']],
    ['RETURNED', [...toPolice, 'RECEIPT_SIGNED', 'NOT_POLICE_COMPETENCE']],
    [
      'RETURNED',
      [
        ...toPolice,
        'RECEIPT_SIGNED',
        'FILED',
        'CASE_DROPPED',
        'DISPOSED_ADMINISTRATIVELY',
        'RESULT_REPORTED',
      ],
    ],
    ['UNDECIDED', ['CRIME_SUSPECTED', 'REPORT_SUBMITTED', 'REJECTED_WITH_REASON', 'NEW_EVIDENCE']],
    ['RETURNED', ['REVERSE_CASE_RECEIVED']],
  ])('%s after %j', (expected, history) => {
    expect(stage(...history)).toBe(expected);
  });
});

it('every state of the table can be reached by the steps of a transfer', () => {
  const reached = new Set(transferTransitions.map(({ to }) => to));
  for (const { from } of transferTransitions)
    if (from && from !== 'INVESTIGATING') expect(reached).toContain(from);
});
