import { EntitySchema } from 'typeorm';
import type { Cluster } from './cluster.js';

export const ClusterEntity = new EntitySchema<Cluster>({
  name: 'cluster',
  columns: {
    id: { type: 'uuid', primary: true },
    status: { type: 'text' },
    members: { type: 'jsonb' },
    suggestedOn: { type: 'date', name: 'suggested_on' },
    confirmedOn: { type: 'date', name: 'confirmed_on', nullable: true },
    confirmedBy: { type: 'text', name: 'confirmed_by', nullable: true },
    because: { type: 'text', nullable: true },
    endedOn: { type: 'date', name: 'ended_on', nullable: true },
    acts: { type: 'jsonb' },
    version: { type: 'integer', version: true },
  },
});
