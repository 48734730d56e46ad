import { type Marking, markingColumns } from '@xianjie/identity';
import { EntitySchema } from 'typeorm';
import type { PublicityRecord } from './publicity-record.js';

const markingSchema = new EntitySchema<Marking>({ name: 'marking', columns: markingColumns });

export const PublicityRecordEntity = new EntitySchema<PublicityRecord>({
  name: 'publicity_record',
  columns: {
    id: { type: 'uuid', primary: true },
    decisionId: { type: 'uuid', name: 'decision_id' },
    system: { type: 'text' },
    status: { type: 'text' },
    decisionNo: { type: 'text', name: 'decision_no' },
    creditCode: { type: 'text', name: 'credit_code', nullable: true },
    violation: { type: 'text' },
    legalBasis: { type: 'text', name: 'legal_basis' },
    content: { type: 'text' },
    penaltyClass: { type: 'text', name: 'penalty_class', nullable: true },
    period: { type: 'jsonb', nullable: true },
    basis: { type: 'text', nullable: true },
    certainty: { type: 'text', nullable: true },
    withheldBecause: { type: 'text', name: 'withheld_because', nullable: true },
    publishBy: { type: 'date', name: 'publish_by', nullable: true },
    publishedOn: { type: 'date', name: 'published_on', nullable: true },
    repairableFrom: { type: 'date', name: 'repairable_from', nullable: true },
    endsOn: { type: 'date', name: 'ends_on', nullable: true },
    removedOn: { type: 'date', name: 'removed_on', nullable: true },
    removedBecause: { type: 'text', name: 'removed_because', nullable: true },
    removedDocumentNo: { type: 'text', name: 'removed_document_no', nullable: true },
    version: { type: 'integer', version: true },
  },
  embeddeds: { marking: { schema: markingSchema, prefix: false } },
  uniques: [{ columns: ['decisionId', 'system'] }],
});
