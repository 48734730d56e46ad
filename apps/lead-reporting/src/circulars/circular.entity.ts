import { type Marking, markingColumns } from '@xianjie/identity';
import { EntitySchema } from 'typeorm';
import type { Circular } from './circular.js';

const markingSchema = new EntitySchema<Marking>({ name: 'marking', columns: markingColumns });

export const CircularEntity = new EntitySchema<Circular>({
  name: 'circular',
  columns: {
    id: { type: 'uuid', primary: true },
    caseId: { type: 'uuid', name: 'case_id' },
    proposer: { type: 'text' },
    issuer: { type: 'text', nullable: true },
    circularNo: { type: 'text', name: 'circular_no', nullable: true },
    title: { type: 'text' },
    body: { type: 'text' },
    revision: { type: 'integer' },
    status: { type: 'text' },
    proposedOn: { type: 'date', name: 'proposed_on' },
    distributedOn: { type: 'date', name: 'distributed_on', nullable: true },
    acknowledgeBy: { type: 'date', name: 'acknowledge_by', nullable: true },
    endedOn: { type: 'date', name: 'ended_on', nullable: true },
    endedBecause: { type: 'text', name: 'ended_because', nullable: true },
    acts: { type: 'jsonb' },
    version: { type: 'integer', version: true },
  },
  embeddeds: { marking: { schema: markingSchema, prefix: false } },
  uniques: [{ columns: ['issuer', 'circularNo'] }],
});
