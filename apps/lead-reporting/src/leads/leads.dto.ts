import {
  checkCitizenNumber,
  CitizenNumberSchema,
  CreditCodeSchema,
  LocalDateSchema,
  PatentNumberSchema,
} from '@xianjie/identifiers';
import { createDto, pageQuery } from '@xianjie/service';
import { z } from 'zod';
import { nameBeginning } from '../named.js';
import { actTypes, type LeadContent, scopes, sources } from './lead-content.js';
import { areaCode, areaPrefix, phone, reason, rule, sentence, storable, words } from './input.js';
import { patentMarks } from './lead.js';

const externalNo = rule(
  'lead.external-number',
  'Must be 1 to 64 letters, digits, Chinese characters, brackets or - _ . /',
  '报送编号应为1至64个字母、数字、汉字、括号或 - _ . /',
  (text) => /^[\p{Script=Han}A-Za-z0-9〔〕()（）\-_./]{1,64}$/u.test(text),
).refine((text) => !checkCitizenNumber(text).ok, {
  error: 'A citizen number must not serve as external number',
  params: { rule: 'lead.external-number-personal', zh: '不得以公民身份号码作为报送编号' },
});

const webAddress = rule(
  'url.form',
  'Must be an http or https address',
  '应为 http 或 https 网址',
  (text) => text.length <= 2000 && storable(text) && /^https?:\/\/[^\s/]+/.test(text),
);

const origin = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('E_COMMERCE'),
    platform: words(100),
    url: webAddress,
    listingId: words(100).optional(),
  }),
  z.strictObject({ source: z.literal('FAIR'), fair: words(200), booth: words(50) }),
  z.strictObject({ source: z.literal('COMPLAINT'), complaintNo: words(64), receivedOn: LocalDateSchema }),
  z.strictObject({ source: z.literal('CUSTOMS'), customs: words(100), declarationNo: words(64) }),
]);

const subject = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ORGANISATION'),
    name: words(200),
    creditCode: CreditCodeSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('PERSON'),
    name: words(100),
    citizenNumber: CitizenNumberSchema.optional(),
    phone: phone.optional(),
  }),
  z.strictObject({
    kind: z.literal('SHOP'),
    platform: words(100),
    shopId: words(100),
    name: words(200),
    operatorCreditCode: CreditCodeSchema.optional(),
  }),
]);

const evidence = z.strictObject({
  name: words(200),
  sha256: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().min(0).max(1e12),
});

const content = {
  externalNo: externalNo.meta({
    description: "The submitter's own number; with the submitter it names the lead",
  }),
  origin,
  scope: z.enum(scopes).meta({ description: 'How far the lead may be distributed' }),
  subject,
  patentNumber: PatentNumberSchema.optional(),
  actType: z.enum(actTypes),
  actOn: LocalDateSchema,
  areaCode: areaCode.meta({ description: 'Place of the act' }),
  goods: words(200),
  summary: sentence(2000).optional(),
  evidence: z.array(evidence).max(50).default([]),
};

export const leadContentSchema = z.strictObject(content) satisfies z.ZodType<LeadContent>;

/** `submitter` may say whose lead it is, as in a file of several agencies' leads; it must be the caller's agency. */
export const submitLeadSchema = z.strictObject({ submitter: z.string().max(64).optional(), ...content });

export class SubmitLeadDto extends createDto(submitLeadSchema) {}
export class CorrectLeadDto extends createDto(submitLeadSchema) {}
export class WithdrawLeadDto extends createDto(z.strictObject({ reason })) {}

export const leadsQuery = pageQuery.extend({
  status: z.enum(['submitted', 'withdrawn', 'case-opened']).optional(),
  source: z.enum(sources).optional(),
  externalNo: z.string().max(64).optional(),
  patentNumber: PatentNumberSchema.optional(),
  creditCode: CreditCodeSchema.optional(),
  name: nameBeginning,
  submittedFrom: LocalDateSchema.optional(),
  submittedTo: LocalDateSchema.optional(),
  area: areaPrefix.optional(),
  patented: z.stringbool().optional().meta({ description: 'true: only leads that name a patent' }),
  answered: z
    .stringbool()
    .optional()
    .meta({ description: 'true: only leads whose patent status was answered; false: only the others' }),
  marked: z
    .stringbool()
    .optional()
    .meta({ description: 'true: only leads with a patent mark; false: only those without' }),
});
export type LeadsQuery = z.output<typeof leadsQuery>;
export class LeadsQueryDto extends createDto(leadsQuery) {}

const shown = z.object({ shown: z.string() }).optional();
const subjectView = z.object({
  kind: z.enum(['ORGANISATION', 'PERSON', 'SHOP']),
  name: z.string(),
  creditCode: z.string().optional(),
  platform: z.string().optional(),
  shopId: z.string().optional(),
  operatorCreditCode: z.string().optional(),
  citizenNumber: shown,
  phone: shown,
});
const reference = z.object({
  number: z.string(),
  kind: z.string(),
  effectiveOn: z.string(),
  publishedOn: z.string(),
});

export const leadView = z.object({
  id: z.string(),
  submitter: z.string(),
  externalNo: z.string(),
  contentDigest: z.string(),
  status: z.enum(['submitted', 'withdrawn', 'case-opened']),
  withdrawnOn: z.string().nullable(),
  withdrawnBecause: z.string().nullable(),
  submittedOn: z.string(),
  competent: z.string().nullable().meta({
    description: 'Agency that answers for the place of the act; null where none that takes part does',
  }),
  assignedOn: z.string().meta({ description: 'Since when it is that agency’s to check' }),
  check: z.object({
    state: z.enum(['running', 'extended', 'ended']),
    because: z.string().nullable(),
    approvedBy: z.string().nullable(),
    on: z.string().nullable(),
  }),
  caseId: z.string().nullable(),
  origin: z.looseObject({ source: z.enum(sources) }),
  scope: z.string(),
  subject: subjectView,
  patentNumber: z.string().nullable(),
  actType: z.enum(actTypes),
  actOn: z.string(),
  areaCode: z.string(),
  goods: z.string(),
  summary: z.string().nullable(),
  evidence: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number() })),
  patentStatus: z
    .string()
    .nullable()
    .meta({ description: 'On the day of the act; null until examination answered' }),
  patentMark: z.enum(patentMarks).nullable().meta({ description: 'Why the lead is marked' }),
  patentMarkReason: z.string().nullable(),
  patentAnswer: z
    .object({
      asOf: z.string(),
      since: z.string().nullable(),
      restsOn: z.array(reference),
      basis: z.array(z.string()),
      notes: z.array(z.string()),
      certainty: z.string(),
      answeredAt: z.string(),
    })
    .nullable(),
  version: z.number().int(),
});
export type LeadView = z.output<typeof leadView>;

export const leadPage = z.object({ items: z.array(leadView), nextCursor: z.string().nullable() });
