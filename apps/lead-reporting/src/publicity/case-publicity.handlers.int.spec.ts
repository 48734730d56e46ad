import { join } from 'node:path';
import { PublicityRecordPublished, PublicityRecordRemoved } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { type Database, insert } from '@xianjie/persistence';
import { describeHandler } from '@xianjie/testing';
import { opened } from '../cases/case-builder.suite.js';
import { CaseEntity } from '../cases/case.entity.js';
import { notePublished } from './case-publicity.store.js';
import { PublicityRecordPublishedHandler } from './publicity-record-published.handler.js';
import { PublicityRecordRemovedHandler } from './publicity-record-removed.handler.js';

const published = (recordId: string): PublicityRecordPublished => ({
  recordId,
  decisionId: recordId,
  system: 'SAMR',
  agency: 'ip-hangzhou',
  areaCode: '330106',
  partyKind: 'ORGANISATION',
  partyName: '杭州某某有限公司',
  creditCode: '91330106MA2YYTX068',
  decisionNo: recordId,
  decidedOn: '2026-11-02',
  violation: '标注他人专利号',
  legalBasis: '专利法第六十八条',
  penalties: ['FINE'],
  fineFen: 100n,
  confiscationFen: 0n,
  content: '罚款',
  penaltyClass: 'GENERAL',
  publishedOn: '2026-11-05',
  repairableFrom: null,
  endsOn: '2027-11-04',
  basis: '国家市场监督管理总局令第45号',
  certainty: 'VERIFIED',
});

/** A case with the decision that is shown. */
async function decidedCase(db: Database, decisionNo: string): Promise<void> {
  const id = newId();
  await db.transact((tx) => insert(tx, CaseEntity, opened({ id, caseNo: id })));
  await db.manager.query('INSERT INTO case_decision VALUES ($1, $2, $3, $4)', [
    'ip-hangzhou',
    decisionNo,
    id,
    decisionNo,
  ]);
}

const shared = {
  migrations: [join(import.meta.dirname, '../../migrations')],
  entities: [CaseEntity],
  effect: (db: Database, { recordId }: { recordId: string }) =>
    db.manager.query('SELECT * FROM case_publicity WHERE record_id = $1', [recordId]),
};

describeHandler<PublicityRecordPublished>('PublicityRecordPublishedHandler', {
  ...shared,
  event: PublicityRecordPublished,
  module: () => ({ controllers: [PublicityRecordPublishedHandler] }),
  value: () => published(newId()),
  prepare: (db, { decisionNo }) => decidedCase(db, decisionNo),
});

describeHandler<PublicityRecordRemoved>('PublicityRecordRemovedHandler', {
  ...shared,
  event: PublicityRecordRemoved,
  module: () => ({ controllers: [PublicityRecordRemovedHandler] }),
  value: () => ({ recordId: newId(), removedOn: '2026-12-01', because: 'REPAIRED', documentNo: null }),
  prepare: async (db, { recordId }) => {
    await decidedCase(db, recordId);
    await notePublished(db.manager, published(recordId));
  },
});
