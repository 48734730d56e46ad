import type { LeadCorrected, LeadSubmitted } from '@xianjie/contracts';

const DAY = '2026-11-20';

/** What a province announces of an ordinary lead. */
export function submitted(leadId: string, externalNo = leadId): LeadSubmitted {
  return {
    leadId,
    submitter: 'ip-zhejiang',
    externalNo,
    source: 'FAIR',
    scope: 'PROVINCE',
    subjectKind: 'ORGANISATION',
    creditCode: '91330106MA2CDE123X',
    shop: null,
    patentNumber: '202010566088.9',
    actType: 'INFRINGEMENT',
    actOn: DAY,
    areaCode: '330106',
    submittedOn: DAY,
  };
}

export function corrected(leadId: string): LeadCorrected {
  return { ...submitted(leadId), correctedOn: DAY };
}
