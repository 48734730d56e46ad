import { describe, expect, it } from '@jest/globals';
import {
  barsFine,
  type DeliveryDocument,
  type GuardId,
  mayImposeFine,
  missingDocuments,
  PRIOR_PENALTY_EFFECTS,
  TRANSFER_STATES,
  type TransferEvent,
  transferGuard,
  transferGuards,
  type TransferState,
} from './index.js';

const TO_APPROVAL: readonly TransferEvent[] = ['CRIME_SUSPECTED', 'REPORT_SUBMITTED'];
const TO_RECEIPT: readonly TransferEvent[] = [...TO_APPROVAL, 'APPROVED', 'DELIVERED', 'RECEIPT_SIGNED'];
const TO_COURT: readonly TransferEvent[] = [...TO_RECEIPT, 'FILED', 'SENT_TO_PROSECUTION', 'INDICTED'];

const fine = (events: readonly TransferEvent[], criminalFine = false) =>
  mayImposeFine({ events, criminalFine });

describe('a fine', () => {
  it.each([
    ['before any suspicion', []],
    ['while the task force verifies', ['CRIME_SUSPECTED']],
    ['while approval is awaited', TO_APPROVAL],
    ['after the head refused', [...TO_APPROVAL, 'REJECTED_WITH_REASON']],
    ['after the result was reported', [...TO_APPROVAL, 'REJECTED_WITH_REASON', 'RESULT_REPORTED']],
    ['after it proved no police matter', [...TO_RECEIPT, 'NOT_POLICE_COMPETENCE']],
    ['after it was taken up where not filed', [...TO_RECEIPT, 'NOT_FILED', 'DISPOSED_ADMINISTRATIVELY']],
    ['after the police dropped it', [...TO_RECEIPT, 'FILED', 'CASE_DROPPED']],
    ['after acquittal', [...TO_COURT, 'ACQUITTED_OR_EXEMPTED']],
    ['in a reverse case without earlier transfer', ['REVERSE_CASE_RECEIVED']],
  ] as const)('may be imposed %s', (_name, events) => {
    expect(fine(events)).toEqual({ allowed: true, guard: null });
  });

  it.each([
    ['from the approval on', [...TO_APPROVAL, 'APPROVED']],
    ['once delivered', [...TO_APPROVAL, 'APPROVED', 'DELIVERED']],
    ['once received', TO_RECEIPT],
    ['while the police refuse to file', [...TO_RECEIPT, 'NOT_FILED']],
    ['during supervision', [...TO_RECEIPT, 'NOT_FILED', 'SUPERVISION_SUGGESTED']],
    ['in court', TO_COURT],
    ['after conviction, closed', [...TO_COURT, 'CONVICTED']],
    [
      'after a reverse review that ended without opinion',
      [...TO_RECEIPT, 'FILED', 'SENT_TO_PROSECUTION', 'NON_PROSECUTION', 'REVIEW_ENDED'],
    ],
    [
      'when approved again after a refusal',
      [...TO_APPROVAL, 'REJECTED_WITH_REASON', 'NEW_EVIDENCE', 'REPORT_SUBMITTED', 'APPROVED'],
    ],
    ['when a convicted case is asked for again', [...TO_COURT, 'CONVICTED', 'PROC_OPINION_TO_TRANSFER']],
  ] as const)('is barred by G1 %s', (_name, events) => {
    expect(fine(events)).toMatchObject({ allowed: false, guard: { id: 'G1' } });
  });

  it('is barred for ever after a criminal fine', () => {
    for (const events of [
      [],
      TO_APPROVAL,
      [...TO_COURT, 'ACQUITTED_OR_EXEMPTED'],
      ['REVERSE_CASE_RECEIVED'],
    ] as const) {
      expect(fine(events as readonly TransferEvent[], true)).toMatchObject({
        allowed: false,
        guard: { id: 'G7' },
      });
    }
  });

  it('is not judged on a history that the table forbids', () => {
    expect(() => fine(['CRIME_SUSPECTED', 'DELIVERED'])).toThrow(
      expect.objectContaining({
        kind: 'conflict',
        code: 'transfer.step-not-allowed',
        message: 'DELIVERED cannot happen in TASK_FORCE; allowed: REPORT_SUBMITTED, PROC_OPINION_TO_TRANSFER',
      }),
    );
    expect(() => fine([...TO_APPROVAL, 'FILED'])).toThrow('FILED cannot happen in AWAIT_APPROVAL');
    expect(() => fine(['FILED'])).toThrow('FILED cannot happen in INVESTIGATING');
  });
});

describe('barsFine', () => {
  const states = Object.keys(TRANSFER_STATES) as TransferState[];
  const lifting = ['ADMIN_DISPOSAL', 'REVERSE_RECEIVED'];

  it.each(states)('on entering %s', (state) => {
    expect(barsFine(false, state)).toBe(state === 'AWAIT_DELIVERY');
    expect(barsFine(true, state)).toBe(!lifting.includes(state));
  });
});

describe('guards', () => {
  it.each(['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7'] as const)('%s is found by its id', (id) => {
    expect(transferGuard(id).id).toBe(id);
  });

  it('that do not exist are not', () => {
    expect(() => transferGuard('G8' as GuardId)).toThrow('There is no guard G8');
  });

  it('are verified, the first as we shaped it', () => {
    expect(transferGuard('G1')).toMatchObject({ certainty: 'VERIFIED', reading: 'MODELLED' });
    expect(transferGuard('G7')).toMatchObject({
      rule: 'NO_FINE_AFTER_A_CRIMINAL_FINE',
      basis: '行政处罚法第35条',
      certainty: 'VERIFIED',
    });
  });

  it('leave a penalty before the transfer in force, and set a fine off', () => {
    expect(PRIOR_PENALTY_EFFECTS).toEqual({
      WARNING: 'STAYS_IN_FORCE',
      SUSPENSION_OF_BUSINESS: 'STAYS_IN_FORCE',
      LICENCE_MEASURE: 'STAYS_IN_FORCE',
      FINE: 'SET_OFF_AGAINST_CRIMINAL_FINE',
    });
  });
});

describe('missingDocuments', () => {
  const all: readonly DeliveryDocument[] = [
    'TRANSFER_LETTER',
    'INVESTIGATION_REPORT',
    'ARTICLE_LIST',
    'INSPECTION_OR_APPRAISAL',
    'OTHER',
  ];

  it('are all five where nothing is given, none where all are', () => {
    expect(missingDocuments([])).toEqual(all);
    expect(missingDocuments(all)).toEqual([]);
  });

  it.each(all)('are the one that lacks: %s', (document) => {
    expect(missingDocuments(all.filter((each) => each !== document))).toEqual([document]);
  });
});

describe('the guards', () => {
  it('say how certain each is', () => {
    expect(transferGuards.map(({ id, certainty }) => `${id} ${certainty}`)).toEqual([
      'G1 VERIFIED',
      'G2 VERIFIED',
      'G3 VERIFIED',
      'G4 VERIFIED',
      'G5 VERIFIED',
      'G6 VERIFIED',
      'G7 VERIFIED',
    ]);
  });
});
