import type { PublicityRecordPublished } from '@xianjie/contracts';
import type { Decision } from '../decisions/decision.js';
import type { PublicityRecord } from './publicity-record.js';

/** What a record that is shown says, on the log and in the feed. Only for records with a party that is no natural person. */
export function shownPart(record: PublicityRecord, decision: Decision): PublicityRecordPublished {
  const { system, decisionId, decisionNo, creditCode, violation, legalBasis, content } = record;
  return {
    recordId: record.id,
    decisionId,
    system,
    agency: decision.agency,
    areaCode: decision.areaCode,
    partyKind: decision.partyKind === 'SOLE_TRADER' ? 'SOLE_TRADER' : 'ORGANISATION',
    partyName: decision.partyName ?? '',
    creditCode,
    decisionNo,
    decidedOn: decision.decidedOn,
    violation,
    legalBasis,
    penalties: decision.penalties,
    fineFen: decision.fineFen,
    confiscationFen: decision.confiscationFen,
    content,
    penaltyClass: record.penaltyClass ?? '',
    publishedOn: record.publishedOn ?? '',
    repairableFrom: record.repairableFrom,
    endsOn: record.endsOn ?? '',
    basis: record.basis ?? '',
    certainty: record.certainty ?? '',
  };
}
