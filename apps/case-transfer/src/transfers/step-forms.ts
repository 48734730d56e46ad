import type { TransferEvent } from '@xianjie/statutes';

/** Whose eyes a step is for: the agency, the police organ, the procuratorate of the transfer. */
export const seats = ['ADMIN', 'POLICE', 'PROC'] as const;
export type Seat = (typeof seats)[number];

/** What a step may say beyond which step it is. */
export type StepField =
  | 'documentNo'
  | 'reasons'
  | 'documents'
  | 'missing'
  | 'forwardedTo'
  | 'otherOrgan'
  | 'extension'
  | 'seizedItems'
  | 'partyToldOn'
  | 'criminalFineFen'
  | 'higherProcuratorate'
  | 'effectiveAt';

/** The paper of a step: what it is called, who reads it, what it must and what it may say. */
export interface StepForm {
  readonly documentType: string | null;
  /** What police and procuratorate write to each other is not for the agency. */
  readonly shownTo: readonly Seat[];
  readonly must: readonly StepField[];
  readonly may: readonly StepField[];
}

const all = seats;
const agencyAndProcuratorate = ['ADMIN', 'PROC'] as const;
const policeAndProcuratorate = ['POLICE', 'PROC'] as const;
const usual = ['documentNo', 'reasons', 'documents', 'effectiveAt'] as const;

function form(
  documentType: string | null,
  shownTo: readonly Seat[],
  must: readonly StepField[] = [],
  more: readonly StepField[] = [],
): StepForm {
  const may = [...usual, ...more].filter((field) => !must.includes(field));
  return { documentType, shownTo, must, may };
}

/** Acts inside the agency happen when they are signed: they are never dated back. */
function signedNow(documentType: string, must: readonly StepField[] = []): StepForm {
  const written = form(documentType, agencyAndProcuratorate, must);
  return { ...written, may: written.may.filter((field) => field !== 'effectiveAt') };
}

/** One form for each step of the table; what happens in which state, and by whom, is not told here but by the statutes. */
export const stepForms: Readonly<Record<TransferEvent, StepForm>> = {
  CRIME_SUSPECTED: signedNow('CASE_FINDINGS'),
  NEW_EVIDENCE: signedNow('NEW_EVIDENCE', ['reasons']),
  REPORT_SUBMITTED: signedNow('TRANSFER_REPORT', ['documents']),
  APPROVED: signedNow('TRANSFER_APPROVAL'),
  REJECTED_WITH_REASON: signedNow('TRANSFER_REFUSAL', ['reasons']),
  PROC_OPINION_TO_TRANSFER: form('PROCURATORIAL_OPINION', agencyAndProcuratorate, ['documentNo', 'reasons']),

  DELIVERED: form('TRANSFER_LETTER', all, ['documentNo', 'documents'], ['missing']),
  RECEIPT_SIGNED: form('RECEIPT', all),
  REFUSED_TO_ACCEPT: form('REFUSAL_RECORD', agencyAndProcuratorate, ['reasons']),
  RECEIPT_OVERDUE: form('OVERDUE_RECORD', agencyAndProcuratorate),
  MATERIALS_INCOMPLETE: form('SUPPLEMENT_NOTICE', all, ['documentNo', 'missing']),
  SUPPLEMENTED: form('SUPPLEMENT_LIST', all, ['documents']),
  FORWARDED: form('FORWARDING_NOTICE', all, ['documentNo', 'forwardedTo']),
  NOT_POLICE_COMPETENCE: form('COMPETENCE_NOTICE', all, ['documentNo', 'reasons'], ['otherOrgan']),
  REVIEW_STARTED: form(null, all),
  REVIEW_EXTENDED: form('EXTENSION_APPROVAL', all, ['extension', 'reasons']),
  FILED: form('FILING_NOTICE', all, ['documentNo']),
  NOT_FILED: form('NO_FILING_NOTICE', all, ['documentNo', 'reasons']),
  DECISION_OVERDUE: form('OVERDUE_RECORD', agencyAndProcuratorate),
  NOT_YET_OVERDUE: form('OVERDUE_ANSWER', all, ['reasons']),

  RECONSIDERATION_REQUESTED: form('RECONSIDERATION_REQUEST', all, ['documentNo', 'reasons']),
  NOT_FILED_UPHELD: form('RECONSIDERATION_DECISION', all, ['documentNo', 'reasons']),
  RECONSIDERATION_OVERDUE: form('OVERDUE_RECORD', agencyAndProcuratorate),
  SUPERVISION_SUGGESTED: form('SUPERVISION_SUGGESTION', agencyAndProcuratorate, ['documentNo', 'reasons']),
  REASONS_REQUESTED: form('REASONS_DEMAND', policeAndProcuratorate, ['documentNo']),
  REASONS_GIVEN: form('NO_FILING_REASONS', policeAndProcuratorate, ['documentNo', 'reasons']),
  REASONS_OVERDUE: form('OVERDUE_RECORD', ['PROC']),
  REASONS_ACCEPTED: form('SUPERVISION_ANSWER', agencyAndProcuratorate, ['documentNo', 'reasons']),
  POLICE_RIGHT: form('SUPERVISION_ANSWER', agencyAndProcuratorate, ['documentNo', 'reasons']),
  FILING_ORDERED: form('FILING_ORDER', policeAndProcuratorate, ['documentNo']),
  CORRECTION_NOTICE_SENT: form('CORRECTION_NOTICE', policeAndProcuratorate, ['documentNo']),
  ESCALATED: form('ESCALATION_REPORT', ['PROC'], ['higherProcuratorate']),

  EVIDENCE_HANDED_OVER: form('HANDOVER_RECORD', all, ['documents', 'seizedItems'], ['partyToldOn']),
  URGED_BY_PROC: form('URGING_LETTER', policeAndProcuratorate, ['documentNo']),
  CASE_DROPPED: form('DROP_DECISION', all, ['documentNo', 'reasons']),
  SENT_TO_PROSECUTION: form('PROSECUTION_OPINION', all),
  INDICTED: form('INDICTMENT', all),
  NON_PROSECUTION: form('NON_PROSECUTION_DECISION', all, ['documentNo', 'reasons']),
  CONVICTED: form('JUDGMENT', all, ['documentNo'], ['criminalFineFen']),
  ACQUITTED_OR_EXEMPTED: form('JUDGMENT', all, ['documentNo']),

  OPINION_ISSUED: form('PROCURATORIAL_OPINION', agencyAndProcuratorate, ['documentNo', 'reasons']),
  REVIEW_SUSPENDED: form('SUSPENSION_DECISION', ['PROC'], ['reasons']),
  REVIEW_RESUMED: form('RESUMPTION_DECISION', ['PROC']),
  REVIEW_ENDED: form('REVIEW_END', agencyAndProcuratorate, ['reasons']),
  REVERSE_CASE_RECEIVED: form('CASE_HANDOVER_LETTER', agencyAndProcuratorate, ['documentNo']),
  DISPOSED_ADMINISTRATIVELY: form('DISPOSAL_RECORD', agencyAndProcuratorate),
  RESULT_REPORTED: form('RESULT_REPORT', agencyAndProcuratorate, ['reasons']),
};
