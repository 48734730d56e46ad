import { describe, expect, it } from '@jest/globals';
import { TRANSFER_EVENTS, type TransferEvent } from '@xianjie/statutes';
import { seats, stepForms } from './step-forms.js';

/**
 * Every form a second time, by hand: what its paper is called, who reads it, what it must say, and what it may say beyond number, reasons,
 * papers and true time.
 */
type Row = readonly [TransferEvent, string | null, string, string, string?];

const A = 'ADMIN';
const P = 'POLICE';
const C = 'PROC';
const ALL = `${A} ${P} ${C}`;

const forms: readonly Row[] = [
  ['CRIME_SUSPECTED', 'CASE_FINDINGS', `${A} ${C}`, '', 'now'],
  ['NEW_EVIDENCE', 'NEW_EVIDENCE', `${A} ${C}`, 'reasons', 'now'],
  ['REPORT_SUBMITTED', 'TRANSFER_REPORT', `${A} ${C}`, 'documents', 'now'],
  ['APPROVED', 'TRANSFER_APPROVAL', `${A} ${C}`, '', 'now'],
  ['REJECTED_WITH_REASON', 'TRANSFER_REFUSAL', `${A} ${C}`, 'reasons', 'now'],
  ['PROC_OPINION_TO_TRANSFER', 'PROCURATORIAL_OPINION', `${A} ${C}`, 'documentNo reasons'],
  ['DELIVERED', 'TRANSFER_LETTER', ALL, 'documentNo documents', 'missing'],
  ['RECEIPT_SIGNED', 'RECEIPT', ALL, ''],
  ['REFUSED_TO_ACCEPT', 'REFUSAL_RECORD', `${A} ${C}`, 'reasons'],
  ['RECEIPT_OVERDUE', 'OVERDUE_RECORD', `${A} ${C}`, ''],
  ['MATERIALS_INCOMPLETE', 'SUPPLEMENT_NOTICE', ALL, 'documentNo missing'],
  ['SUPPLEMENTED', 'SUPPLEMENT_LIST', ALL, 'documents'],
  ['FORWARDED', 'FORWARDING_NOTICE', ALL, 'documentNo forwardedTo'],
  ['NOT_POLICE_COMPETENCE', 'COMPETENCE_NOTICE', ALL, 'documentNo reasons', 'otherOrgan'],
  ['REVIEW_STARTED', null, ALL, ''],
  ['REVIEW_EXTENDED', 'EXTENSION_APPROVAL', ALL, 'extension reasons'],
  ['FILED', 'FILING_NOTICE', ALL, 'documentNo'],
  ['NOT_FILED', 'NO_FILING_NOTICE', ALL, 'documentNo reasons'],
  ['DECISION_OVERDUE', 'OVERDUE_RECORD', `${A} ${C}`, ''],
  ['NOT_YET_OVERDUE', 'OVERDUE_ANSWER', ALL, 'reasons'],
  ['RECONSIDERATION_REQUESTED', 'RECONSIDERATION_REQUEST', ALL, 'documentNo reasons'],
  ['NOT_FILED_UPHELD', 'RECONSIDERATION_DECISION', ALL, 'documentNo reasons'],
  ['RECONSIDERATION_OVERDUE', 'OVERDUE_RECORD', `${A} ${C}`, ''],
  ['SUPERVISION_SUGGESTED', 'SUPERVISION_SUGGESTION', `${A} ${C}`, 'documentNo reasons'],
  ['REASONS_REQUESTED', 'REASONS_DEMAND', `${P} ${C}`, 'documentNo'],
  ['REASONS_GIVEN', 'NO_FILING_REASONS', `${P} ${C}`, 'documentNo reasons'],
  ['REASONS_OVERDUE', 'OVERDUE_RECORD', C, ''],
  ['REASONS_ACCEPTED', 'SUPERVISION_ANSWER', `${A} ${C}`, 'documentNo reasons'],
  ['POLICE_RIGHT', 'SUPERVISION_ANSWER', `${A} ${C}`, 'documentNo reasons'],
  ['FILING_ORDERED', 'FILING_ORDER', `${P} ${C}`, 'documentNo'],
  ['CORRECTION_NOTICE_SENT', 'CORRECTION_NOTICE', `${P} ${C}`, 'documentNo'],
  ['ESCALATED', 'ESCALATION_REPORT', C, 'higherProcuratorate'],
  ['EVIDENCE_HANDED_OVER', 'HANDOVER_RECORD', ALL, 'documents seizedItems', 'partyToldOn'],
  ['URGED_BY_PROC', 'URGING_LETTER', `${P} ${C}`, 'documentNo'],
  ['CASE_DROPPED', 'DROP_DECISION', ALL, 'documentNo reasons'],
  ['SENT_TO_PROSECUTION', 'PROSECUTION_OPINION', ALL, ''],
  ['INDICTED', 'INDICTMENT', ALL, ''],
  ['NON_PROSECUTION', 'NON_PROSECUTION_DECISION', ALL, 'documentNo reasons'],
  ['CONVICTED', 'JUDGMENT', ALL, 'documentNo', 'criminalFineFen'],
  ['ACQUITTED_OR_EXEMPTED', 'JUDGMENT', ALL, 'documentNo'],
  ['OPINION_ISSUED', 'PROCURATORIAL_OPINION', `${A} ${C}`, 'documentNo reasons'],
  ['REVIEW_SUSPENDED', 'SUSPENSION_DECISION', C, 'reasons'],
  ['REVIEW_RESUMED', 'RESUMPTION_DECISION', C, ''],
  ['REVIEW_ENDED', 'REVIEW_END', `${A} ${C}`, 'reasons'],
  ['REVERSE_CASE_RECEIVED', 'CASE_HANDOVER_LETTER', `${A} ${C}`, 'documentNo'],
  ['DISPOSED_ADMINISTRATIVELY', 'DISPOSAL_RECORD', `${A} ${C}`, ''],
  ['RESULT_REPORTED', 'RESULT_REPORT', `${A} ${C}`, 'reasons'],
];

const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '');

describe('the form of', () => {
  it('every step is written down here', () => {
    expect(forms.map(([event]) => event).sort()).toEqual(Object.keys(TRANSFER_EVENTS).sort());
    expect(seats).toEqual([A, P, C]);
  });

  it.each(forms)('%s is %s for %s, and says %s', (event, documentType, readers, must, more = '') => {
    const form = stepForms[event];
    expect(form.documentType).toBe(documentType);
    expect([...form.shownTo]).toEqual(wordsOf(readers));
    expect([...form.must]).toEqual(wordsOf(must));
    // An act inside the agency happens when it is signed.
    const usual = [
      'documentNo',
      'reasons',
      'documents',
      ...(more === 'now' ? [] : ['effectiveAt', ...wordsOf(more)]),
    ];
    expect([...form.may].sort()).toEqual(usual.filter((field) => !wordsOf(must).includes(field)).sort());
  });
});
