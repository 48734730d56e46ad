import { DomainError, type FieldIssue } from '@xianjie/errors';
import type { CreditCode, LocalDate, PatentNumber } from '@xianjie/identifiers';
import {
  type Actor,
  type Agency,
  type AgencyKind,
  type Marking,
  markingOf,
  type Purpose,
} from '@xianjie/identity';
import {
  type ActType,
  canonical,
  digestOf,
  type Evidence,
  type LeadContent,
  type Organisation,
  type Origin,
  type Shop,
  type Source,
} from './lead-content.js';
import { issuesOfPlace } from './input.js';
import type { PersonalNumbers, SealedNumber } from './personal-numbers.js';

export interface SealedPerson {
  readonly kind: 'PERSON';
  readonly name: string;
  readonly citizenNumber?: SealedNumber | undefined;
  readonly phone?: SealedNumber | undefined;
}

export type Subject = Organisation | Shop | SealedPerson;

/** Why a lead is marked: on the day of the act there was no such right. */
export const patentMarks = [
  'NOT_GRANTED',
  'REFUSED',
  'LAPSED_FEE',
  'SURRENDERED',
  'EXPIRED',
  'INVALID',
] as const;
export type PatentMark = (typeof patentMarks)[number];

/** What examination answered of the lead's patent, for the day of the act. */
export interface PatentAnswer {
  readonly asOf: string;
  readonly since: string | null;
  readonly restsOn: readonly { number: string; kind: string; effectiveOn: string; publishedOn: string }[];
  readonly basis: readonly string[];
  readonly notes: readonly string[];
  readonly certainty: string;
  /** RFC 3339. */
  readonly answeredAt: string;
}

/** What became of the competent agency's check of a lead, while no case is opened on it. */
export interface LeadCheck {
  readonly state: 'running' | 'extended' | 'ended';
  /** Why it was extended, or ended without a case; null while it runs. */
  readonly because: string | null;
  /** Who approved the extension; null otherwise. */
  readonly approvedBy: string | null;
  readonly on: LocalDate | null;
}

export interface Lead {
  readonly id: string;
  readonly submitter: string;
  readonly externalNo: string;
  readonly contentDigest: string;
  readonly source: Source;
  readonly origin: Origin;
  readonly subjectKind: Subject['kind'];
  readonly subject: Subject;
  readonly creditCode: CreditCode | null;
  readonly citizenHash: string | null;
  readonly patentNumber: PatentNumber | null;
  readonly actType: ActType;
  readonly actOn: LocalDate;
  readonly areaCode: string;
  readonly goods: string;
  readonly summary: string | null;
  readonly evidence: readonly Evidence[];
  readonly status: 'submitted' | 'withdrawn' | 'case-opened';
  readonly withdrawnOn: LocalDate | null;
  readonly withdrawnBecause: string | null;
  readonly submittedOn: LocalDate;
  /** Id of the agency that answers for the place of the act; null where none of those that take part does. */
  readonly competent: string | null;
  /** Since when it is that agency's to check. */
  readonly assignedOn: LocalDate;
  readonly check: LeadCheck;
  /** The administrative case that was opened on it, or on another lead of its cluster. */
  readonly caseId: string | null;
  readonly marking: Marking;
  /** Null until examination answered. */
  readonly patentStatus: string | null;
  readonly patentMark: PatentMark | null;
  readonly patentAnswer: PatentAnswer | null;
  readonly version: number;
}

const VISIBLE_TO: readonly AgencyKind[] = [
  'patent-office-prefecture',
  'patent-office-province',
  'patent-office-nation',
  'corps',
];
const VISIBLE_FOR: readonly Purpose[] = ['enforcement', 'supervision', 'statistics'];
export const RUNNING_CHECK: LeadCheck = { state: 'running', because: null, approvedBy: null, on: null };
/** The Patent Law of 1984 came into force. */
const FIRST_DAY: string = '1985-04-01';

/** A lead's content with what stands for it: nothing in it names a citizen number. */
export interface Draft {
  readonly content: LeadContent;
  readonly digest: string;
}

export function draftOf(content: LeadContent, personal: PersonalNumbers): Draft {
  return { content, digest: digestOf(content, (number) => personal.hash(number)) };
}

/** What a content breaks on the day it comes in, beyond its form. */
export function issuesOfContent({ actOn, areaCode }: LeadContent, today: LocalDate): FieldIssue[] {
  if (actOn > today) {
    return [
      {
        field: 'actOn',
        rule: 'lead.act-in-future',
        message: 'The act lies in the future',
        messageZh: '行为日期不得晚于今日',
      },
    ];
  }
  if (actOn < FIRST_DAY) {
    return [
      {
        field: 'actOn',
        rule: 'lead.act-before-law',
        message: 'The Patent Law is in force since 1985-04-01',
        messageZh: '行为日期早于专利法施行日（1985年4月1日）',
      },
    ];
  }
  return issuesOfPlace(areaCode, actOn, today);
}

export function submitLead(
  { content, digest }: Draft,
  agency: Agency,
  id: string,
  today: LocalDate,
  personal: PersonalNumbers,
): Lead {
  return {
    id,
    submitter: agency.id,
    externalNo: content.externalNo,
    contentDigest: digest,
    ...contentColumns(content, id, personal),
    status: 'submitted',
    withdrawnOn: null,
    withdrawnBecause: null,
    submittedOn: today,
    competent: null,
    assignedOn: today,
    check: RUNNING_CHECK,
    caseId: null,
    marking: markingOf(agency, { scope: content.scope, kinds: VISIBLE_TO, purposes: VISIBLE_FOR }),
    patentStatus: null,
    patentMark: null,
    patentAnswer: null,
    version: 1,
  };
}

/**
 * The lead with other content; the answer of examination stays where patent and day are the same. Throws `conflict`:
 * `lead.withdrawn`, `lead.case-opened`, `lead.external-number-fixed`.
 */
export function correctLead(lead: Lead, content: LeadContent, personal: PersonalNumbers): Lead {
  requireSubmitted(lead);
  if (content.externalNo !== lead.externalNo) {
    throw new DomainError(
      'conflict',
      'lead.external-number-fixed',
      'A correction keeps the external number',
      { zh: '更正不得改变报送编号' },
    );
  }
  const columns = contentColumns(content, lead.id, personal);
  const sameQuestion = columns.patentNumber === lead.patentNumber && columns.actOn === lead.actOn;
  const answer = sameQuestion
    ? { patentStatus: lead.patentStatus, patentMark: lead.patentMark, patentAnswer: lead.patentAnswer }
    : { patentStatus: null, patentMark: null, patentAnswer: null };
  return { ...lead, ...columns, ...answer, marking: { ...lead.marking, scope: content.scope } };
}

/** Whether two say the same; seals differ each time, so persons are compared by hash and last characters. */
export function sameContent(a: Lead, b: Lead): boolean {
  return comparable(a) === comparable(b);
}

function comparable(lead: Lead): string {
  const {
    origin,
    subject,
    citizenHash,
    patentNumber,
    actType,
    actOn,
    areaCode,
    goods,
    summary,
    evidence,
    marking,
  } = lead;
  const person =
    subject.kind === 'PERSON' ? [subject.name, subject.citizenNumber?.shown, subject.phone?.shown] : subject;
  return canonical([
    origin,
    person,
    citizenHash,
    patentNumber,
    actType,
    actOn,
    areaCode,
    goods,
    summary,
    evidence,
    marking.scope,
  ]);
}

/** Throws `conflict`: `lead.withdrawn` where it already is, `lead.case-opened`. */
export function withdrawLead(lead: Lead, because: string, today: LocalDate): Lead {
  requireSubmitted(lead);
  return { ...lead, status: 'withdrawn', withdrawnOn: today, withdrawnBecause: because };
}

/** A case was opened on it. Throws `conflict` as `withdrawLead`. */
export function openCase(lead: Lead, caseId: string): Lead {
  requireSubmitted(lead);
  return { ...lead, status: 'case-opened', caseId };
}

/** Throws `conflict`: `lead.withdrawn`, `lead.case-opened`. */
export function requireSubmitted({ id, status }: Lead): void {
  if (status === 'submitted') return;
  throw status === 'withdrawn'
    ? new DomainError('conflict', 'lead.withdrawn', `Lead ${id} was withdrawn`, { zh: `线索 ${id} 已撤回` })
    : new DomainError('conflict', 'lead.case-opened', `A case was opened on lead ${id}`, {
        zh: `线索 ${id} 已行政立案`,
      });
}

/** The mark that a status on the day of the act puts on a lead; none while the right existed or is not known. */
export function patentMarkOf(status: string): PatentMark | null {
  if (status === 'NOT_FILED' || status === 'PENDING') return 'NOT_GRANTED';
  return patentMarks.find((mark) => mark === status) ?? null;
}

/** Whether a repeated external number came with the same content. */
export function isRepeat(known: Pick<Lead, 'contentDigest'>, digest: string): boolean {
  return known.contentDigest === digest;
}

export function numberUsed(externalNo: string): FieldIssue {
  return {
    field: 'externalNo',
    rule: 'lead.number-used',
    message: `Number ${externalNo} was used for a lead with other content`,
    messageZh: `报送编号 ${externalNo} 已用于其他内容的线索`,
  };
}

/** A line may say whose lead it is; it must be the caller's own. */
export function issuesOfSubmitter(submitter: string | undefined, actor: Actor): FieldIssue[] {
  if (submitter === undefined || submitter === actor.agency.id) return [];
  return [
    {
      field: 'submitter',
      rule: 'agency.not-own',
      message: 'You may submit only for your own agency',
      messageZh: '只能以本机关名义报送',
    },
  ];
}

function contentColumns(content: LeadContent, id: string, personal: PersonalNumbers) {
  const { origin, patentNumber = null, actType, actOn, areaCode, goods, summary = null, evidence } = content;
  const { subject, creditCode, citizenHash } = sealed(content.subject, id, personal);
  const source = origin.source;
  return {
    source,
    origin,
    subjectKind: subject.kind,
    subject,
    creditCode,
    citizenHash,
    patentNumber,
    actType,
    actOn,
    areaCode,
    goods,
    summary,
    evidence,
  };
}

function sealed(subject: LeadContent['subject'], id: string, personal: PersonalNumbers) {
  switch (subject.kind) {
    case 'ORGANISATION':
      return { subject, creditCode: subject.creditCode ?? null, citizenHash: null };
    case 'SHOP':
      return { subject, creditCode: subject.operatorCreditCode ?? null, citizenHash: null };
    case 'PERSON': {
      const { kind, name, citizenNumber, phone } = subject;
      const person: SealedPerson = {
        kind,
        name,
        ...(citizenNumber
          ? { citizenNumber: personal.seal(citizenNumber, placeOf(id, 'citizenNumber')) }
          : {}),
        ...(phone ? { phone: personal.seal(phone, placeOf(id, 'phone')) } : {}),
      };
      return {
        subject: person,
        creditCode: null,
        citizenHash: citizenNumber ? personal.hash(citizenNumber) : null,
      };
    }
  }
}

/** What binds a sealed number to its row and field. */
export function placeOf(leadId: string, field: 'citizenNumber' | 'phone'): string {
  return `lead/${leadId}/${field}`;
}
