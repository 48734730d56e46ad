import { EntitySchema } from 'typeorm';
import type { ListEntry } from './list-entry.js';

export const ListEntryEntity = new EntitySchema<ListEntry>({
  name: 'list_entry',
  columns: {
    id: { type: 'uuid', primary: true },
    list: { type: 'text' },
    status: { type: 'text' },
    agency: { type: 'text' },
    creditCode: { type: 'text', name: 'credit_code' },
    partyName: { type: 'text', name: 'party_name' },
    recognisedOn: { type: 'text', name: 'recognised_on', array: true },
    startsOn: { type: 'date', name: 'starts_on' },
    endsOn: { type: 'date', name: 'ends_on' },
    removableFrom: { type: 'date', name: 'removable_from', nullable: true },
    basis: { type: 'text' },
    certainty: { type: 'text' },
    removedOn: { type: 'date', name: 'removed_on', nullable: true },
    removedBecause: { type: 'text', name: 'removed_because', nullable: true },
    removedDocumentNo: { type: 'text', name: 'removed_document_no', nullable: true },
    version: { type: 'integer', version: true },
  },
});
