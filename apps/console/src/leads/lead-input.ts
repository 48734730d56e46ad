import { checkCitizenNumber } from '@xianjie/identifiers';
import type { LeadPaths } from '../api/clients.js';
import { filledIn } from '../kit/field-rules.js';
import type { Lead } from './lead-data.js';

export type LeadInput = LeadPaths['/leads']['post']['requestBody']['content']['application/json'];

/** A lead while it is written: everything may still be missing. */
export interface LeadFields {
  externalNo?: string;
  scope?: LeadInput['scope'];
  origin?: Readonly<Record<string, string | undefined>> & { source?: LeadInput['origin']['source'] };
  subject?: Readonly<Record<string, string | undefined>> & { kind?: LeadInput['subject']['kind'] };
  patentNumber?: string;
  actType?: LeadInput['actType'];
  actOn?: string;
  areaCode?: string;
  goods?: string;
  summary?: string;
  evidence?: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
}

const ORIGINS: Readonly<Record<LeadInput['origin']['source'], readonly string[]>> = {
  E_COMMERCE: ['platform', 'url', 'listingId'],
  FAIR: ['fair', 'booth'],
  COMPLAINT: ['complaintNo', 'receivedOn'],
  CUSTOMS: ['customs', 'declarationNo'],
};

const SUBJECTS: Readonly<Record<LeadInput['subject']['kind'], readonly string[]>> = {
  ORGANISATION: ['name', 'creditCode'],
  PERSON: ['name', 'citizenNumber', 'phone'],
  SHOP: ['platform', 'shopId', 'name', 'operatorCreditCode'],
};

/** What was filled in, as the service takes it: without what belongs to another origin or kind that was tried before. */
export function inputOf(fields: LeadFields): LeadInput {
  const { source = 'E_COMMERCE' } = fields.origin ?? {};
  const { kind = 'ORGANISATION' } = fields.subject ?? {};
  return filledIn({
    ...fields,
    origin: { source, ...only(fields.origin, ORIGINS[source]) },
    subject: { kind, ...only(fields.subject, SUBJECTS[kind]) },
    evidence: fields.evidence ?? [],
  }) as unknown as LeadInput;
}

function only(fields: Readonly<Record<string, string | undefined>> = {}, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

/** A lead as the form begins a correction with it; personal numbers are hidden and must be given again. */
export function fieldsOf({ subject, origin, evidence, ...lead }: Lead): LeadFields {
  const { citizenNumber: _hidden, phone: _too, ...known } = subject;
  return {
    externalNo: lead.externalNo,
    scope: lead.scope as NonNullable<LeadFields['scope']>,
    origin: origin as LeadFields['origin'] & object,
    subject: known,
    ...(lead.patentNumber ? { patentNumber: lead.patentNumber } : {}),
    actType: lead.actType,
    actOn: lead.actOn,
    areaCode: lead.areaCode,
    goods: lead.goods,
    ...(lead.summary ? { summary: lead.summary } : {}),
    evidence,
  };
}

export const isExternalNo = (text: string): boolean =>
  /^[\p{Script=Han}A-Za-z0-9〔〕()（）\-_./]{1,64}$/u.test(text.trim());

export const isCitizenNumber = (text: string): boolean => checkCitizenNumber(text).ok;

export const isPhone = (text: string): boolean =>
  /^(\+?86)?(1[3-9]\d{9}|0\d{9,11})$/.test(text.replace(/[\s-]/g, ''));

export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/]+/.test(text.trim());
