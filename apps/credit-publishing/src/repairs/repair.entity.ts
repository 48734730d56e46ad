import { EntitySchema } from 'typeorm';
import type { Repair } from './repair.js';

export const RepairEntity = new EntitySchema<Repair>({
  name: 'repair',
  columns: {
    id: { type: 'uuid', primary: true },
    subjectKind: { type: 'text', name: 'subject_kind' },
    subjectId: { type: 'uuid', name: 'subject_id' },
    agency: { type: 'text' },
    applicant: { type: 'text' },
    creditCode: { type: 'text', name: 'credit_code', nullable: true },
    system: { type: 'text' },
    status: { type: 'text' },
    appliedOn: { type: 'date', name: 'applied_on' },
    corrected: { type: 'boolean' },
    commitment: { type: 'boolean' },
    statement: { type: 'text', nullable: true },
    verdict: { type: 'text' },
    earliest: { type: 'date' },
    whyZh: { type: 'text', name: 'why_zh' },
    whyEn: { type: 'text', name: 'why_en' },
    basis: { type: 'text' },
    certainty: { type: 'text' },
    replyBy: { type: 'date', name: 'reply_by', nullable: true },
    decidedOn: { type: 'date', name: 'decided_on', nullable: true },
    reason: { type: 'text', nullable: true },
    documentNo: { type: 'text', name: 'document_no', nullable: true },
    version: { type: 'integer', version: true },
  },
});
