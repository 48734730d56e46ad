import { type Marking, markingColumns } from '@xianjie/identity';
import { EntitySchema } from 'typeorm';
import type { Case } from './case.js';

const markingSchema = new EntitySchema<Marking>({ name: 'marking', columns: markingColumns });

export const CaseEntity = new EntitySchema<Case>({
  name: 'administrative_case',
  columns: {
    id: { type: 'uuid', primary: true },
    agency: { type: 'text' },
    caseNo: { type: 'text', name: 'case_no' },
    leadId: { type: 'uuid', name: 'lead_id', nullable: true },
    areaCode: { type: 'text', name: 'area_code' },
    alsoAt: { type: 'text', name: 'also_at', array: true },
    patentNumber: { type: 'text', name: 'patent_number', nullable: true },
    actType: { type: 'text', name: 'act_type' },
    actOn: { type: 'date', name: 'act_on', nullable: true },
    goods: { type: 'text', nullable: true },
    party: { type: 'jsonb', nullable: true },
    partyKind: { type: 'text', name: 'party_kind', nullable: true },
    creditCode: { type: 'text', name: 'credit_code', nullable: true },
    citizenHash: { type: 'text', name: 'citizen_hash', nullable: true },
    officers: { type: 'jsonb' },
    openedOn: { type: 'date', name: 'opened_on' },
    status: { type: 'text' },
    milestones: { type: 'jsonb' },
    findings: { type: 'jsonb' },
    suspected: { type: 'boolean' },
    decisions: { type: 'jsonb' },
    transfer: { type: 'jsonb', nullable: true },
    patentNotices: { type: 'jsonb', name: 'patent_notices' },
    closing: { type: 'jsonb', nullable: true },
    limitEndsOn: { type: 'date', name: 'limit_ends_on', nullable: true },
    acts: { type: 'jsonb' },
    version: { type: 'integer', version: true },
  },
  embeddeds: { marking: { schema: markingSchema, prefix: false } },
  uniques: [{ columns: ['agency', 'caseNo'] }],
});
