import { DomainError } from '@xianjie/errors';
import { addYears, checkCitizenNumber } from '@xianjie/identifiers';
import type { Statutes } from '@xianjie/statutes';
import { type Case, invalid, latestFindings, refused } from './case.js';
import type { FineLimit, GivenDecision } from './case-decision.js';
import { fenOf } from './case-findings.js';
import { dayOf } from './case-milestones.js';
import { transferAwaited, transferIsAwaited } from './case-notes.js';
import { personsIn } from './case-party.js';

/** What the law demands of a decision before it stands. */

/** What a decision says of itself must fit together. */
export function requireConsistent({ actType }: Case, given: GivenDecision): void {
  const fault = faultsOf(given, actType === 'INFRINGEMENT').find(({ broken }) => broken);
  if (fault) throw invalid(fault.field, fault.rule, fault.message, fault.zh);
}

function faultsOf({ kind, penalties, fineFen, confiscationFen }: GivenDecision, isDispute: boolean) {
  const endsDispute = kind === 'INFRINGEMENT_FOUND' || kind === 'NO_INFRINGEMENT';
  return [
    {
      broken: endsDispute && !isDispute,
      field: 'kind',
      rule: 'decision.kind',
      message: 'Only a dispute about infringement ends so',
      zh: '仅专利侵权纠纷可作此类决定',
    },
    {
      broken: (kind === 'PENALTY') !== penalties.length > 0,
      field: 'penalties',
      rule: 'decision.penalties',
      message: 'A penalty, and nothing else, names its kinds',
      zh: '处罚决定应列明处罚种类，其他决定不得列明',
    },
    {
      broken: penalties.includes('FINE') !== BigInt(fineFen) > 0n,
      field: 'fineFen',
      rule: 'decision.fine',
      message: 'A fine has an amount, and an amount is of a fine',
      zh: '罚款种类与罚款金额不一致',
    },
    {
      broken: BigInt(confiscationFen) > 0n && !penalties.includes('CONFISCATION'),
      field: 'confiscationFen',
      rule: 'decision.confiscation',
      message: 'Nothing was confiscated',
      zh: '处罚种类中没有没收',
    },
    {
      broken: penalties.includes('DETENTION'),
      field: 'penalties',
      rule: 'decision.detention',
      message: 'Only the police may detain (行政处罚法 art 18)',
      zh: '限制人身自由的行政处罚权只能由公安机关和法律规定的其他机关行使（行政处罚法第18条）',
    },
  ];
}

/** Events carry these words: they name no natural person and hold no number of one. */
export function requireNoPerson({ party }: Case, given: GivenDecision): void {
  const names = personsIn(party);
  for (const field of ['violation', 'legalBasis', 'content'] as const) {
    const text = given[field];
    if (!names.some((name) => text.includes(name)) && !holdsPersonalNumber(text)) continue;
    throw invalid(
      field,
      'decision.names-person',
      'This goes to others: name no natural person here',
      '该内容将对外发送，不得含有自然人姓名或个人号码',
    );
  }
}

const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/;

/** However it is written: full width, with spaces or hyphens. */
function holdsPersonalNumber(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/[\s-]/g, '');
  const candidates = [...plain.matchAll(/(?=(\d{17}[\dXx]))/g)].map(([, number]) => number);
  return PHONE.test(plain) || candidates.some((number) => checkCitizenNumber(number).ok);
}

/** There must be somebody whom a decision is against. */
export function requireParty({ party }: Case): void {
  if (!party)
    throw refused('case.no-party', 'Nobody is named whom the decision is against', '案件当事人尚未确定');
}

/** A penalty rests on findings, was told before, comes in time, and is no fine while that is barred. */
export function requirePenalisable(from: Case, given: GivenDecision): void {
  const findings = latestFindings(from);
  if (!findings) throw refused('case.no-findings', 'Nothing was found out yet', '尚未登记查明的事实');
  if (given.procedure === 'ORDINARY' && !dayOf(from, 'NOTIFIED')) {
    throw refused(
      'case.not-notified',
      'The party was not told before (行政处罚法 art 44)',
      '作出决定前应当告知当事人（行政处罚法第44条）',
    );
  }
  if (findings.discoveredOn > addYears(findings.actEndOn, 2)) {
    throw refused(
      'decision.time-barred',
      'The act was not found out within two years (行政处罚法 art 36)',
      '违法行为二年内未被发现，不再给予行政处罚（行政处罚法第36条）',
    );
  }
  if (BigInt(given.fineFen) > 0n) requireFineAllowed(from);
}

function requireFineAllowed(from: Case): void {
  if (from.transfer?.fineBarred) {
    throw refused(
      'case.fine-barred',
      'No fine while the case is transferred, nor after a criminal fine (国务院令第310号 art 11; 行政处罚法 arts 8, 35)',
      '案件移送期间或者已判处罚金的，不得罚款（国务院令第310号第11条；行政处罚法第8条、第35条）',
    );
  }
  if (transferIsAwaited(from)) throw transferAwaited();
}

/** Up to where a fine for counterfeiting may go; null where none is given, or the law knows no ceiling for the act. */
export function fineLimitOf(from: Case, given: GivenDecision, statutes: Statutes): FineLimit | null {
  const findings = latestFindings(from);
  if (!findings || BigInt(given.fineFen) === 0n || from.actType === 'INFRINGEMENT') return null;
  const { result, basis, certainty, advice } = statutes.fineCeiling({
    actEndDate: findings.actEndOn,
    illegalGain: fenOf(findings.gainFen) ?? null,
    decidedOn: given.decidedOn,
  });
  return { maxFineFen: String(result.maxFine), basis, certainty, advice };
}

/** A ceiling that is advice is shown and does not refuse. */
export function requireWithin({ fineFen }: GivenDecision, limit: FineLimit | null): void {
  if (!limit || limit.advice || BigInt(fineFen) <= BigInt(limit.maxFineFen)) return;
  const [max, basis] = [limit.maxFineFen, limit.basis];
  const message = `The fine is above the ceiling of ${max} fen (${basis})`;
  const zh = `罚款超过法定上限 ${max} 分（${basis}）`;
  throw new DomainError('conflict', 'decision.above-ceiling', message, {
    zh,
    issues: [{ field: 'fineFen', rule: 'decision.above-ceiling', message, messageZh: zh }],
  });
}
