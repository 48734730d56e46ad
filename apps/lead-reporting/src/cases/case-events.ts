import type {
  CaseClosed,
  CaseDecided,
  CaseFindingsRecorded,
  CaseOpened,
  CrimeSuspected,
  DecisionAnnulled,
} from '@xianjie/contracts';
import type { Case } from './case.js';
import type { Decision } from './case-decision.js';
import { CHARGE_216, chargesOf, fenOf, type Findings, mustTransfer } from './case-findings.js';

/** What a case tells other services: never a natural person's name or number, nor what officers wrote for themselves. */
export function openedOf(from: Case): CaseOpened {
  const { id, caseNo, agency, leadId, areaCode, patentNumber, actType, actOn, openedOn } = from;
  return { caseId: id, caseNo, agency, leadId, areaCode, patentNumber, actType, actOn, openedOn };
}

export function findingsOf({ id, agency, areaCode }: Case, findings: Findings): CaseFindingsRecorded {
  const { findingNo, actEndOn, discoveredOn, subject, actType, patents, priorSanctionWithin2y } = findings;
  const { turnoverFen, gainFen, directLossFen, suspicionReasons, duty, grounds, basis, certainty } = findings;
  return {
    caseId: id,
    findingNo,
    agency,
    areaCode,
    actEndOn,
    discoveredOn,
    subject,
    actType,
    patents,
    turnoverFen: fenOf(turnoverFen) ?? null,
    gainFen: fenOf(gainFen) ?? null,
    directLossFen: fenOf(directLossFen) ?? null,
    priorSanctionWithin2y,
    reasonableSuspicion: suspicionReasons !== null,
    duty,
    grounds: [...grounds],
    basis,
    certainty,
  };
}

/** One for each crime that the findings make one suspect. */
export function suspicionsOf({ id, caseNo, agency, areaCode }: Case, findings: Findings): CrimeSuspected[] {
  return chargesOf(findings).map((charge) => {
    const computed = charge === CHARGE_216 && mustTransfer(findings);
    return {
      caseId: id,
      caseNo,
      agency,
      areaCode,
      findingNo: findings.findingNo,
      charge,
      duty: computed ? findings.duty : 'NO_DUTY_ON_AMOUNT',
      grounds: computed ? [...findings.grounds] : [],
      officersSuspicion: findings.suspicionReasons !== null || findings.otherCharge?.charge === charge,
      basis: computed ? findings.basis : '行政执法机关移送涉嫌犯罪案件的规定第3条第1款',
      certainty: computed ? findings.certainty : 'VERIFIED',
      suspectedOn: findings.recordedOn,
    };
  });
}

export function decidedOf(
  { id, agency, areaCode, party, creditCode }: Case,
  decision: Decision,
): CaseDecided {
  const { decisionNo, kind, decidedOn, violation, legalBasis, penalties, fineFen, confiscationFen } =
    decision;
  const { content, procedure, gravity } = decision;
  return {
    caseId: id,
    decisionId: decision.id,
    decisionNo,
    kind,
    decidedOn,
    agency,
    areaCode,
    partyKind: party?.kind ?? 'UNKNOWN',
    partyName: party && party.kind !== 'PERSON' ? party.name : null,
    creditCode,
    violation,
    legalBasis,
    penalties: [...penalties],
    fineFen: BigInt(fineFen),
    confiscationFen: BigInt(confiscationFen),
    content,
    procedure,
    gravity,
  };
}

/** Of a decision that was annulled. */
export function annulledOf({ id }: Case, { id: decisionId, annulment }: Decision): DecisionAnnulled {
  if (!annulment) throw new Error(`Decision ${decisionId} stands`);
  return {
    caseId: id,
    decisionId,
    annulledOn: annulment.on,
    because: annulment.because,
    documentNo: annulment.documentNo,
  };
}

/** Of a case that was closed. */
export function closedOf({ id, closing }: Case): CaseClosed {
  if (!closing) throw new Error(`Case ${id} is not closed`);
  return { caseId: id, closedOn: closing.on, outcome: closing.outcome };
}
