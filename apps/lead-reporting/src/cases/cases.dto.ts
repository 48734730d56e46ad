import {
  checkCitizenNumber,
  checkDocumentNumber,
  CitizenNumberSchema,
  CreditCodeSchema,
  DocumentNumberSchema,
  LocalDateSchema,
  PatentNumberSchema,
} from '@xianjie/identifiers';
import { createDto, pageQuery } from '@xianjie/service';
import { counterfeitActs } from '@xianjie/statutes';
import { z } from 'zod';
import { areaCode, areaPrefix, phone, rule, sentence, words } from '../leads/input.js';
import { actTypes } from '../leads/lead-content.js';
import { namePart } from '../named.js';
import { outcomes } from './case-closing.js';
import { annulmentReasons, decisionKinds, penaltyKinds } from './case-decision.js';
import type { Facts } from './case-findings.js';
import { recordedMilestones } from './case-milestones.js';

const version = z
  .number()
  .int()
  .min(1)
  .optional()
  .meta({ description: 'The version that was read; a newer one is 409. Left out: whatever is there' });

/** Who answers for an act that a system enters; an officer who is signed in answers himself. */
const officer = words(100)
  .optional()
  .meta({ description: 'One of the case’s officers by name, where a system acts for its officers' });

const act = { version, officer };

/** Up to 16 digits: what is more is a typing error. */
const fen = rule('amount.fen', 'Must be an amount in fen, as digits', '金额应为以分为单位的整数', (text) =>
  /^(0|[1-9]\d{0,15})$/.test(text),
);

/** A document number in the usual form, kept canonical, or the agency's own. */
const caseNo = rule(
  'case.number',
  'Must be a document number such as 浙知案〔2026〕1号, or 1 to 64 letters, digits, Chinese characters, brackets or - _ . /',
  '案号应为文号，或者1至64个字母、数字、汉字、括号或 - _ . /',
  (text) => checkDocumentNumber(text).ok || /^[\p{Script=Han}A-Za-z0-9〔〕()（）\-_./]{1,64}$/u.test(text),
)
  .refine((text) => !checkCitizenNumber(text).ok, {
    error: 'A citizen number must not serve as case number',
    params: { rule: 'case.number-personal', zh: '不得以公民身份号码作为案号' },
  })
  .transform(canonicalNo);

function canonicalNo(text: string): string {
  const checked = checkDocumentNumber(text);
  return checked.ok ? checked.value : text;
}

const party = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ORGANISATION'),
    name: words(200),
    creditCode: CreditCodeSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('SOLE_TRADER'),
    name: words(200),
    creditCode: CreditCodeSchema.optional(),
    operator: words(100).optional(),
    operatorCitizenNumber: CitizenNumberSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('PERSON'),
    name: words(100),
    citizenNumber: CitizenNumberSchema.optional(),
    phone: phone.optional(),
  }),
]);

const officers = z
  .array(z.strictObject({ name: words(100), id: z.string().max(100).optional() }))
  .min(2)
  .max(20)
  .meta({ description: 'At least two (行政处罚法 art 42)' });

const openCase = z
  .strictObject({
    caseNo: caseNo.meta({ description: 'The agency’s own number; unique for it' }),
    leadId: z.uuid().optional(),
    areaCode: areaCode.optional(),
    alsoAt: z
      .array(areaCode)
      .max(20)
      .default([])
      .meta({ description: 'Other places of the act: then the nearest common superior is competent' }),
    patentNumber: PatentNumberSchema.optional(),
    actType: z.enum(actTypes).optional(),
    actOn: LocalDateSchema.optional(),
    goods: words(200).optional(),
    party: party.optional(),
    officers,
    openedOn: LocalDateSchema.optional().meta({ description: 'Today unless told' }),
  })
  .superRefine((given, context) => {
    const own = ['areaCode', 'actType', 'patentNumber', 'actOn', 'goods'] as const;
    const [needed, message, zh] =
      given.leadId === undefined
        ? ([own.slice(0, 2), 'A case without a lead says this itself', '无线索的案件须填写此项'] as const)
        : ([own, 'A case on a lead takes this from the lead', '依线索立案的，此项取自线索'] as const);
    for (const name of needed) {
      if ((given[name] === undefined) !== (given.leadId === undefined)) continue;
      context.addIssue({ code: 'custom', path: [name], message, params: { rule: 'case.facts', zh } });
    }
  });
export type OpenCaseInput = z.output<typeof openCase>;
export class OpenCaseDto extends createDto(openCase) {}

export class NamePartyDto extends createDto(z.strictObject({ ...act, party })) {}
export class NameOfficersDto extends createDto(z.strictObject({ ...act, officers })) {}

export class RecordMilestoneDto extends createDto(
  z.strictObject({
    ...act,
    milestone: z.enum(recordedMilestones),
    on: LocalDateSchema,
    because: words(500).optional().meta({ description: 'Why it replaces a date that was recorded' }),
  }),
) {}

const charge = rule(
  'findings.charge',
  'Must be the name of a crime, such as 诈骗罪',
  '应为罪名，如诈骗罪',
  (text) => /^[\p{Script=Han}、（）]{2,40}罪$/u.test(text),
);

const findings = z.strictObject({
  ...act,
  actEndOn: LocalDateSchema.meta({ description: 'Chooses the thresholds' }),
  discoveredOn: LocalDateSchema,
  subject: z.enum(['NATURAL', 'UNIT']),
  actType: z
    .enum([...counterfeitActs, 'OTHER'])
    .meta({ description: 'OTHER: no counterfeiting of a patent' }),
  patents: z.number().int().min(0).max(100_000).default(1).meta({ description: 'Patents of others' }),
  turnoverFen: fen.optional().meta({ description: '非法经营数额; left out where not established' }),
  gainFen: fen.optional().meta({ description: '违法所得' }),
  directLossFen: fen.optional().meta({ description: '直接经济损失' }),
  priorSanctionWithin2y: z.boolean().default(false),
  suspicionReasons: words(2000).optional().meta({
    description:
      'Why a crime is reasonably suspected that only police measures can show (国务院令第310号 art 3 ¶2)',
  }),
  otherCharge: z
    .strictObject({ charge, reasons: words(2000) })
    .optional()
    .meta({ description: 'A crime that an officer suspects beyond what is computed' }),
  note: sentence(2000).optional(),
});
export class RecordFindingsDto extends createDto(findings) {}

/** What was left out is not established. */
export function factsIn(given: Omit<RecordFindingsDto, 'version' | 'officer'>): Facts {
  const { turnoverFen = null, gainFen = null, directLossFen = null, ...facts } = given;
  const { suspicionReasons = null, otherCharge = null, note = null } = given;
  return { ...facts, turnoverFen, gainFen, directLossFen, suspicionReasons, otherCharge, note };
}

const decision = z.strictObject({
  ...act,
  decisionNo: DocumentNumberSchema,
  kind: z.enum(decisionKinds),
  decidedOn: LocalDateSchema,
  violation: words(2000).meta({ description: 'Goes to others: names no natural person' }),
  legalBasis: words(1000),
  content: words(4000).meta({ description: 'Goes to others: names no natural person' }),
  penalties: z.array(z.enum(penaltyKinds)).max(9).default([]),
  fineFen: fen.default('0'),
  confiscationFen: fen.default('0'),
  procedure: z.enum(['SIMPLE', 'ORDINARY']),
  gravity: z.enum(['MINOR', 'GENERAL', 'SERIOUS']),
});
export class DecideCaseDto extends createDto(decision) {}

export class AnnulDecisionDto extends createDto(
  z.strictObject({
    ...act,
    on: LocalDateSchema,
    because: z.enum(annulmentReasons),
    documentNo: DocumentNumberSchema.optional(),
    note: sentence(2000).optional(),
  }),
) {}

export class ExtendLimitDto extends createDto(
  z.strictObject({
    ...act,
    extension: words(64).meta({ description: 'Key of the extension, as the clock names it' }),
    on: LocalDateSchema.meta({ description: 'Day of the approval' }),
    approvedBy: words(200),
    documentNo: DocumentNumberSchema.optional(),
    until: LocalDateSchema.optional().meta({
      description: 'The day named, where the law leaves the length open',
    }),
    reason: words(500),
  }),
) {}

export class CloseCaseDto extends createDto(
  z.strictObject({
    ...act,
    on: LocalDateSchema,
    outcome: z.enum(outcomes),
    note: sentence(2000).optional(),
  }),
) {}

export const casesQuery = pageQuery.extend({
  agency: z.string().max(64).optional(),
  caseNo: z.string().max(64).transform(canonicalNo).optional(),
  status: z.enum(['open', 'decided', 'closed']).optional(),
  actType: z.enum(actTypes).optional(),
  patentNumber: PatentNumberSchema.optional(),
  creditCode: CreditCodeSchema.optional(),
  name: namePart,
  leadId: z.uuid().optional(),
  openedFrom: LocalDateSchema.optional(),
  openedTo: LocalDateSchema.optional(),
  area: areaPrefix.optional(),
  transfer: z.enum(['opened', 'delivered', 'receipted', 'filed']).optional().meta({
    description: 'Only cases whose transfer was opened, reached the police, was signed for, was filed',
  }),
  suspected: z.stringbool().optional().meta({ description: 'true: only cases with a suspected crime' }),
  order: z
    .enum(['newest', 'time-left'])
    .default('newest')
    .meta({ description: 'time-left: undecided cases by the end of their limit, the longest overdue first' }),
});
export type CasesQuery = z.output<typeof casesQuery>;
export class CasesQueryDto extends createDto(casesQuery) {}

export const waitingQuery = pageQuery.extend({
  state: z
    .enum(['late', 'running', 'all'])
    .default('late')
    .meta({ description: 'late: the time for the check has passed' }),
  agency: z.string().max(64).optional().meta({ description: 'Only what waits at this agency' }),
});
export type WaitingQuery = z.output<typeof waitingQuery>;
export class WaitingQueryDto extends createDto(waitingQuery) {}

export class ExtendCheckDto extends createDto(
  z.strictObject({ version, reason: words(500), approvedBy: words(200) }),
) {}
export class EndCheckDto extends createDto(z.strictObject({ version, reason: words(500) })) {}
