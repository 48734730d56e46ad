import { type Marking, markingColumns } from '@xianjie/identity';
import { EntitySchema } from 'typeorm';
import type { Lead } from './lead.js';

const markingSchema = new EntitySchema<Marking>({ name: 'marking', columns: markingColumns });

export const LeadEntity = new EntitySchema<Lead>({
  name: 'lead',
  columns: {
    id: { type: 'uuid', primary: true },
    submitter: { type: 'text' },
    externalNo: { type: 'text', name: 'external_no' },
    contentDigest: { type: 'text', name: 'content_digest' },
    source: { type: 'text' },
    origin: { type: 'jsonb' },
    subjectKind: { type: 'text', name: 'subject_kind' },
    subject: { type: 'jsonb' },
    creditCode: { type: 'text', name: 'credit_code', nullable: true },
    citizenHash: { type: 'text', name: 'citizen_hash', nullable: true },
    patentNumber: { type: 'text', name: 'patent_number', nullable: true },
    actType: { type: 'text', name: 'act_type' },
    actOn: { type: 'date', name: 'act_on' },
    areaCode: { type: 'text', name: 'area_code' },
    goods: { type: 'text' },
    summary: { type: 'text', nullable: true },
    evidence: { type: 'jsonb' },
    status: { type: 'text' },
    withdrawnOn: { type: 'date', name: 'withdrawn_on', nullable: true },
    withdrawnBecause: { type: 'text', name: 'withdrawn_because', nullable: true },
    submittedOn: { type: 'date', name: 'submitted_on' },
    competent: { type: 'text', nullable: true },
    assignedOn: { type: 'date', name: 'assigned_on' },
    check: { type: 'jsonb', name: 'lead_check' },
    caseId: { type: 'uuid', name: 'case_id', nullable: true },
    patentStatus: { type: 'text', name: 'patent_status', nullable: true },
    patentMark: { type: 'text', name: 'patent_mark', nullable: true },
    patentAnswer: { type: 'jsonb', name: 'patent_answer', nullable: true },
    version: { type: 'integer', version: true },
  },
  embeddeds: { marking: { schema: markingSchema, prefix: false } },
  // The submitter's own number makes a repeated POST harmless.
  uniques: [{ columns: ['submitter', 'externalNo'] }],
});
