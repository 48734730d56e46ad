import type { LeadPatentStatusNoted, LeadSubmitted } from '@xianjie/contracts';
import type { Lead } from './lead.js';

/** What a lead says to other services: never a natural person's name or number. */
export function publicPart(lead: Lead): LeadSubmitted {
  const {
    id,
    submitter,
    externalNo,
    source,
    marking,
    subject,
    subjectKind,
    creditCode,
    patentNumber,
    actType,
    actOn,
    areaCode,
    submittedOn,
  } = lead;
  return {
    leadId: id,
    submitter,
    externalNo,
    source,
    scope: marking.scope === 'PARTNER' ? 'NATION' : marking.scope,
    subjectKind,
    creditCode,
    shop: subject.kind === 'SHOP' ? { platform: subject.platform, shopId: subject.shopId } : null,
    patentNumber,
    actType,
    actOn,
    areaCode,
    submittedOn,
  };
}

/** That examination's answer was written onto the lead. */
export function statusNoted(
  leadId: string,
  patentNumber: string,
  asOf: string,
  status: string,
  patentMark: string | null,
): LeadPatentStatusNoted {
  return { leadId, patentNumber, asOf, status: status as LeadPatentStatusNoted['status'], patentMark };
}
