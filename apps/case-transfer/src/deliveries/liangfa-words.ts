import type { DeliveryDocument, TransferEvent } from '@xianjie/statutes';

/** The platform's words, as its interface document lists them, and ours beside them. What has no counterpart stands in neither table. */

/** ZTDM: what the organ did. */
export const statusSteps: Readonly<Record<string, TransferEvent>> = {
  '20': 'RECEIPT_SIGNED',
  '21': 'MATERIALS_INCOMPLETE',
  '22': 'REVIEW_STARTED',
  '30': 'FILED',
  '31': 'NOT_FILED',
  '32': 'NOT_FILED_UPHELD',
  '40': 'CASE_DROPPED',
  '50': 'SENT_TO_PROSECUTION',
  '60': 'FORWARDED',
};

/** The platform's own doings, which say nothing of the organ's. */
export const ownStatuses: readonly string[] = ['10', '11'];

/** Known words for which the platform does not tell what the step here asks: 39 an extension without its ground and approver, 61 another organ's matter. */
export const insufficientStatuses: readonly string[] = ['39', '61'];

/** CLDM: kinds of paper. */
export const paperKinds: Readonly<Record<string, DeliveryDocument>> = {
  '01': 'TRANSFER_LETTER',
  '02': 'INVESTIGATION_REPORT',
  '03': 'ARTICLE_LIST',
  '04': 'INSPECTION_OR_APPRAISAL',
  '99': 'OTHER',
};

/** WSLX: what is told to the organ after the case. */
export const noticeTypes: Readonly<Partial<Record<TransferEvent, string>>> = {
  SUPPLEMENTED: 'BZ',
  EVIDENCE_HANDED_OVER: 'JJ',
  RECONSIDERATION_REQUESTED: 'FY',
  REASONS_REQUESTED: 'YQSM',
  FILING_ORDERED: 'TZLA',
  CORRECTION_NOTICE_SENT: 'JZWF',
  URGED_BY_PROC: 'CB',
  FORWARDED: 'ZS',
};
