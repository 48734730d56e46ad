import { EntitySchema } from 'typeorm';
import type { KnownCase } from './known-case.js';

export const KnownCaseEntity = new EntitySchema<KnownCase>({
  name: 'administrative_case',
  columns: {
    caseId: { type: 'uuid', primary: true, name: 'case_id' },
    caseNo: { type: 'text', name: 'case_no', nullable: true },
    agency: { type: 'text' },
    areaCode: { type: 'text', name: 'area_code' },
    police: { type: 'text', nullable: true },
    procuratorate: { type: 'text', nullable: true },
    duty: { type: 'text' },
    dutySince: { type: 'date', name: 'duty_since', nullable: true },
    grounds: { type: 'text', array: true },
    basis: { type: 'text', nullable: true },
    certainty: { type: 'text', nullable: true },
    charge: { type: 'text', nullable: true },
    stage: { type: 'text' },
    closedOn: { type: 'date', name: 'closed_on', nullable: true },
    outcome: { type: 'text', nullable: true },
    version: { type: 'integer', version: true },
  },
});
