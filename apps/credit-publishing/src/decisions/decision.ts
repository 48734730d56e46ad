import type { CaseDecided, DecisionAnnulled } from '@xianjie/contracts';
import type { CreditCode, LocalDate } from '@xianjie/identifiers';

/** A decision as the deciding agency's system told it; nothing of it is ever changed here but that it was annulled. */
export interface Decision {
  readonly id: string;
  readonly caseId: string;
  readonly agency: string;
  readonly areaCode: string;
  readonly kind: CaseDecided['kind'];
  readonly decisionNo: string;
  readonly decidedOn: LocalDate;
  readonly partyKind: CaseDecided['partyKind'];
  /** Null for a natural person. */
  readonly partyName: string | null;
  readonly creditCode: CreditCode | null;
  readonly violation: string;
  readonly legalBasis: string;
  readonly penalties: readonly CaseDecided['penalties'][number][];
  readonly fineFen: bigint;
  readonly confiscationFen: bigint;
  readonly content: string;
  readonly procedure: CaseDecided['procedure'];
  readonly gravity: CaseDecided['gravity'];
  readonly annulledOn: LocalDate | null;
  readonly annulledBecause: DecisionAnnulled['because'] | null;
  readonly annulledDocumentNo: string | null;
  readonly receivedAt: Date;
}

export function decisionOf(decided: CaseDecided, receivedAt: Date): Decision {
  const { decisionId, partyName, creditCode, decidedOn, ...rest } = decided;
  return {
    ...rest,
    id: decisionId,
    decidedOn: decidedOn as LocalDate,
    partyName: decided.partyKind === 'PERSON' ? null : partyName,
    creditCode: creditCode as CreditCode | null,
    annulledOn: null,
    annulledBecause: null,
    annulledDocumentNo: null,
    receivedAt,
  };
}
