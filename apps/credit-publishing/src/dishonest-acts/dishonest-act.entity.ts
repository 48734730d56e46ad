import { type Marking, markingColumns } from '@xianjie/identity';
import { EntitySchema } from 'typeorm';
import type { DishonestAct } from './dishonest-act.js';

const markingSchema = new EntitySchema<Marking>({ name: 'marking', columns: markingColumns });

export const DishonestActEntity = new EntitySchema<DishonestAct>({
  name: 'dishonest_act',
  columns: {
    id: { type: 'uuid', primary: true },
    kind: { type: 'text' },
    agency: { type: 'text' },
    creditCode: { type: 'text', name: 'credit_code' },
    partyName: { type: 'text', name: 'party_name' },
    recognisedOn: { type: 'date', name: 'recognised_on' },
    recordNo: { type: 'text', name: 'record_no' },
    facts: { type: 'text' },
    publishable: { type: 'boolean' },
    whyZh: { type: 'text', name: 'why_zh' },
    whyEn: { type: 'text', name: 'why_en' },
    basis: { type: 'text' },
    certainty: { type: 'text' },
    entryId: { type: 'uuid', name: 'entry_id', nullable: true },
    leftOutBecause: { type: 'text', name: 'left_out_because', nullable: true },
    version: { type: 'integer', version: true },
  },
  embeddeds: { marking: { schema: markingSchema, prefix: false } },
  // The agency's own number makes a repeated POST harmless.
  uniques: [{ columns: ['agency', 'recordNo'] }],
});
