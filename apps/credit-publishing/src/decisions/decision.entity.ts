import { EntitySchema } from 'typeorm';
import { fenColumn } from '../fen-column.js';
import type { Decision } from './decision.js';

export const DecisionEntity = new EntitySchema<Decision>({
  name: 'decision',
  columns: {
    id: { type: 'uuid', primary: true },
    caseId: { type: 'uuid', name: 'case_id' },
    agency: { type: 'text' },
    areaCode: { type: 'text', name: 'area_code' },
    kind: { type: 'text' },
    decisionNo: { type: 'text', name: 'decision_no' },
    decidedOn: { type: 'date', name: 'decided_on' },
    partyKind: { type: 'text', name: 'party_kind' },
    partyName: { type: 'text', name: 'party_name', nullable: true },
    creditCode: { type: 'text', name: 'credit_code', nullable: true },
    violation: { type: 'text' },
    legalBasis: { type: 'text', name: 'legal_basis' },
    penalties: { type: 'text', array: true },
    fineFen: { name: 'fine_fen', ...fenColumn },
    confiscationFen: { name: 'confiscation_fen', ...fenColumn },
    content: { type: 'text' },
    procedure: { type: 'text' },
    gravity: { type: 'text' },
    annulledOn: { type: 'date', name: 'annulled_on', nullable: true },
    annulledBecause: { type: 'text', name: 'annulled_because', nullable: true },
    annulledDocumentNo: { type: 'text', name: 'annulled_document_no', nullable: true },
    receivedAt: { type: 'timestamptz', name: 'received_at' },
  },
});
