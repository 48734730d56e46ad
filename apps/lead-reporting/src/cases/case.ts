import { DomainError } from '@xianjie/errors';
import type { CreditCode, LocalDate, PatentNumber } from '@xianjie/identifiers';
import { type Agency, type AgencyKind, type Marking, markingOf, type Purpose } from '@xianjie/identity';
import type { ActType } from '../leads/lead-content.js';
import type { PatentNotice, TransferNote } from './case-notes.js';
import type { Closing } from './case-closing.js';
import type { Decision } from './case-decision.js';
import type { Findings } from './case-findings.js';
import type { Milestone } from './case-milestones.js';
import type { Party } from './case-party.js';

/** A person who handles a case; at least two do (行政处罚法 art 42). */
export interface CaseOfficer {
  readonly name: string;
  /** Of the agency's directory, where it has one. */
  readonly id?: string | undefined;
}

export const caseActs = [
  'opened',
  'party-named',
  'officers-named',
  'milestone-recorded',
  'findings-recorded',
  'crime-suspected',
  'decided',
  'annulled',
  'limit-extended',
  'closed',
  'transfer-noted',
  'patent-noted',
] as const;

/** A line of a case's history. What officers wrote stands where it belongs, not here. */
export interface CaseAct {
  readonly act: (typeof caseActs)[number];
  /** Day of law of the act. */
  readonly on: LocalDate;
  /** When it was entered: RFC 3339. */
  readonly at: string;
  /** Null where another service told it. */
  readonly agency: string | null;
  /** Who answers for it. */
  readonly officer: string | null;
  /** What it was about: a milestone, a number, a step. */
  readonly what: string | null;
}

/** An administrative case 行政案件 of one agency against one party. */
export interface Case {
  readonly id: string;
  readonly agency: string;
  /** The agency's own number; unique for it. */
  readonly caseNo: string;
  readonly leadId: string | null;
  readonly areaCode: string;
  /** Other places of the act. */
  readonly alsoAt: readonly string[];
  readonly patentNumber: PatentNumber | null;
  readonly actType: ActType;
  readonly actOn: LocalDate | null;
  readonly goods: string | null;
  /** Null while nobody knows. */
  readonly party: Party | null;
  readonly partyKind: Party['kind'] | null;
  readonly creditCode: CreditCode | null;
  readonly citizenHash: string | null;
  readonly officers: readonly CaseOfficer[];
  readonly openedOn: LocalDate;
  readonly status: 'open' | 'decided' | 'closed';
  /** In the order of the procedure. */
  readonly milestones: readonly Milestone[];
  readonly findings: readonly Findings[];
  /** Findings carry a duty to transfer, or an officer suspects another crime. */
  readonly suspected: boolean;
  /** Annulled ones too; at most one stands. */
  readonly decisions: readonly Decision[];
  readonly transfer: TransferNote | null;
  readonly patentNotices: readonly PatentNotice[];
  readonly closing: Closing | null;
  /** Last day of the limit for deciding, not moved over rest days; null once it was decided or where no limit is known. */
  readonly limitEndsOn: LocalDate | null;
  readonly acts: readonly CaseAct[];
  readonly marking: Marking;
  readonly version: number;
}

/** Who answers for an act, and when it was entered. */
export interface Acting {
  readonly agency: string | null;
  readonly officer: string | null;
  readonly today: LocalDate;
  /** RFC 3339. */
  readonly at: string;
}

const VISIBLE_TO: readonly AgencyKind[] = [
  'patent-office-prefecture',
  'patent-office-province',
  'patent-office-nation',
  'corps',
];
const VISIBLE_FOR: readonly Purpose[] = ['enforcement', 'supervision', 'statistics'];

/** What a case is opened with. */
export interface Opening {
  readonly id: string;
  readonly caseNo: string;
  readonly leadId: string | null;
  readonly areaCode: string;
  readonly alsoAt: readonly string[];
  readonly patentNumber: PatentNumber | null;
  readonly actType: ActType;
  readonly actOn: LocalDate | null;
  readonly goods: string | null;
  readonly party: Party | null;
  readonly citizenHash: string | null;
  readonly officers: readonly CaseOfficer[];
  readonly openedOn: LocalDate;
  readonly limitEndsOn: LocalDate | null;
}

/**
 * 行政立案. Seen by its agency and the agencies above. Throws `invalid`: `case.officers`, `case.opened-in-future`,
 * `case.opened-before-act`.
 */
export function openCase(opening: Opening, agency: Agency, acting: Acting): Case {
  const { openedOn, actOn, officers, party } = opening;
  requireOfficers(officers);
  requireNotFuture('openedOn', openedOn, acting.today);
  if (actOn !== null && openedOn < actOn) {
    throw invalid(
      'openedOn',
      'case.opened-before-act',
      'The case was opened before the act',
      '立案日期不得早于行为日期',
    );
  }
  const opened: Case = {
    ...opening,
    agency: agency.id,
    partyKind: party?.kind ?? null,
    creditCode: creditCodeOf(party),
    status: 'open',
    milestones: [{ milestone: 'FILED', on: openedOn, at: acting.at, because: null }],
    findings: [],
    suspected: false,
    decisions: [],
    transfer: null,
    patentNotices: [],
    closing: null,
    acts: [],
    marking: markingOf(agency, { scope: 'CITY', kinds: VISIBLE_TO, purposes: VISIBLE_FOR }),
    version: 1,
  };
  return withAct(opened, acting, 'opened', openedOn, opening.caseNo);
}

/** Whether a number that was used before names the same case: then the opening is a repeat. */
export function sameOpening(known: Case, opened: Case): boolean {
  const told = ({ leadId, areaCode, patentNumber, actType, actOn, openedOn }: Case) =>
    JSON.stringify([leadId, areaCode, patentNumber, actType, actOn, openedOn]);
  return told(known) === told(opened);
}

/** The case against another party, or now against a known one. Throws `conflict` (`case.closed`, `case.decided`). */
export function nameParty(from: Case, party: Party, citizenHash: string | null, acting: Acting): Case {
  requireOpen(from);
  const named = { ...from, party, citizenHash, partyKind: party.kind, creditCode: creditCodeOf(party) };
  return withAct(named, acting, 'party-named', acting.today, party.kind);
}

/** Other officers handle it. Throws `conflict` (`case.closed`), `invalid` (`case.officers`). */
export function nameOfficers(from: Case, officers: readonly CaseOfficer[], acting: Acting): Case {
  requireNotClosed(from);
  requireOfficers(officers);
  const names = officers.map(({ name }) => name).join('、');
  return withAct({ ...from, officers }, acting, 'officers-named', acting.today, names);
}

/** The case with a further line of history. */
export function withAct(
  from: Case,
  { agency, officer, at }: Acting,
  act: CaseAct['act'],
  on: LocalDate,
  what: string | null = null,
): Case {
  return { ...from, acts: [...from.acts, { act, on, at, agency, officer, what }] };
}

/** The decision that counts, where there is one. */
export function standingDecision({ decisions }: Case): Decision | undefined {
  return decisions.find(({ annulment }) => annulment === null);
}

/** What was found out last: it stands for the whole case. */
export const latestFindings = ({ findings }: Case): Findings | undefined => findings.at(-1);

export function requireNotClosed({ caseNo, status }: Case): void {
  if (status !== 'closed') return;
  throw new DomainError('conflict', 'case.closed', `Case ${caseNo} is closed`, {
    zh: `案件 ${caseNo} 已结案`,
  });
}

export function requireOpen(from: Case): void {
  requireNotClosed(from);
  if (from.status === 'open') return;
  throw refused('case.decided', `Case ${from.caseNo} was decided`, `案件 ${from.caseNo} 已作出决定`);
}

/** Throws `invalid` (`case.in-future`). */
export function requireNotFuture(field: string, on: LocalDate, today: LocalDate): void {
  if (on > today) throw invalid(field, 'case.in-future', 'This day lies in the future', '日期不得晚于今日');
}

export function invalid(field: string, rule: string, message: string, zh: string): DomainError {
  return new DomainError('invalid', rule, message, { zh, issues: [{ field, rule, message, messageZh: zh }] });
}

/** The case does not allow it now. */
export function refused(code: string, message: string, zh: string): DomainError {
  return new DomainError('conflict', code, message, { zh });
}

function requireOfficers(officers: readonly CaseOfficer[]): void {
  const different = new Set(officers.map(({ id, name }) => id ?? name));
  if (different.size >= 2 && different.size === officers.length) return;
  throw invalid(
    'officers',
    'case.officers',
    'A case has at least two different officers',
    '案件应有两名以上不同的执法人员承办',
  );
}

const creditCodeOf = (party: Party | null): CreditCode | null =>
  party && party.kind !== 'PERSON' ? (party.creditCode ?? null) : null;
