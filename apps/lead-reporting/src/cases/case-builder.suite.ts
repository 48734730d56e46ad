import { checkCreditCode, checkDocumentNumber, type LocalDate } from '@xianjie/identifiers';
import { Statutes } from '@xianjie/statutes';
import { testAgency } from '@xianjie/testing';
import { type Acting, type Case, openCase, type Opening } from './case.js';
import type { GivenDecision } from './case-decision.js';
import { type Facts, recordFindings } from './case-findings.js';
import { recordMilestone } from './case-milestones.js';

export const statutes = Statutes.inForce();
export const day = (text: string): LocalDate => text as LocalDate;
export const TODAY = day('2026-11-22');
export const acting: Acting = {
  agency: 'ip-hangzhou',
  officer: '吴越',
  today: TODAY,
  at: '2026-11-22T02:00:00.000Z',
};

const hangzhou = testAgency({
  id: 'ip-hangzhou',
  kind: 'patent-office-prefecture',
  area: '330100',
  parents: ['ip-zhejiang', 'cnipa'],
});
const creditCode = checkCreditCode('91330106MA2YYTX068');
if (!creditCode.ok) throw new Error('The test data are wrong');

/** A document number, as input becomes one. */
export function documentNo(text: string): GivenDecision['decisionNo'] {
  const checked = checkDocumentNumber(text);
  if (!checked.ok) throw new Error('The test data are wrong');
  return checked.value;
}

export const company = {
  kind: 'ORGANISATION',
  name: '杭州某某有限公司',
  creditCode: creditCode.value,
} as const;

/** A case of counterfeiting that was just opened, with the one change a test is about. */
export function opened(change: Partial<Opening> = {}): Case {
  return openCase(
    {
      id: 'case-1',
      caseNo: '杭知案〔2026〕1号',
      leadId: null,
      areaCode: '330106',
      alsoAt: [],
      patentNumber: null,
      actType: 'USING_ANOTHERS_NUMBER',
      actOn: day('2026-03-01'),
      goods: '无叶风扇',
      party: company,
      citizenHash: null,
      officers: [{ name: '吴越' }, { name: '郑源' }],
      openedOn: day('2026-09-01'),
      limitEndsOn: day('2026-11-30'),
      ...change,
    },
    hangzhou,
    acting,
  );
}

export function facts(change: Partial<Facts> = {}): Facts {
  return {
    actEndOn: day('2024-06-01'),
    discoveredOn: day('2024-07-01'),
    subject: 'UNIT',
    actType: 'OTHERS_NUMBER',
    patents: 1,
    turnoverFen: '1000000',
    gainFen: '200000',
    directLossFen: null,
    priorSanctionWithin2y: false,
    suspicionReasons: null,
    otherCharge: null,
    note: null,
    ...change,
  };
}

/** A case ready to be decided: found out, and told to the party. */
export function ready(change: Partial<Facts> = {}, opening: Partial<Opening> = {}): Case {
  const found = recordFindings(opened(opening), facts(change), statutes, acting);
  return recordMilestone(found, 'NOTIFIED', day('2026-10-10'), null, acting);
}

export function penalty(change: Partial<GivenDecision> = {}): GivenDecision {
  return {
    decisionNo: documentNo('杭知罚字〔2026〕1号'),
    kind: 'PENALTY',
    decidedOn: day('2026-11-01'),
    violation: '在产品上标注他人专利号',
    legalBasis: '专利法第68条',
    content: '罚款一万元',
    penalties: ['FINE'],
    fineFen: '1000000',
    confiscationFen: '0',
    procedure: 'ORDINARY',
    gravity: 'GENERAL',
    ...change,
  };
}

/** The code of the refusal, or undefined where it is allowed. */
export function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code ?? `no refusal: ${String(error)}`;
  }
}
