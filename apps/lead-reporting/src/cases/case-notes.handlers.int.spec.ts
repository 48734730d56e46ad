import { join } from 'node:path';
import { CasePatentAffected, TransferOpened, TransferStepTaken } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { type Database, insert } from '@xianjie/persistence';
import { fixedClock } from '@xianjie/service';
import { describeHandler } from '@xianjie/testing';
import type { Type } from '@nestjs/common';
import { acting, opened } from './case-builder.suite.js';
import { CaseNotes } from './case-notes.service.js';
import { noteTransferOpened } from './case-notes.js';
import { CasePatentAffectedHandler } from './case-patent-affected.handler.js';
import { CaseEntity } from './case.entity.js';
import { TransferOpenedHandler } from './transfer-opened.handler.js';
import { TransferStepTakenHandler } from './transfer-step-taken.handler.js';

const migrations = [join(import.meta.dirname, '../../migrations')];

const noted = (handler: Type) => ({
  migrations,
  entities: [CaseEntity],
  module: () => ({
    controllers: [handler],
    providers: [{ provide: CaseNotes, useFactory: () => new CaseNotes(fixedClock('2026-11-22T02:00:00Z')) }],
  }),
  effect: (db: Database, { caseId }: { caseId: string }) =>
    db.manager.query(
      'SELECT transfer, patent_notices, acts, version FROM administrative_case WHERE id = $1',
      [caseId],
    ),
});

const started = (caseId: string): TransferOpened => ({
  transferId: caseId,
  caseId,
  caseNo: '杭知案〔2026〕1号',
  agency: 'ip-hangzhou',
  areaCode: '330106',
  police: 'police-hangzhou',
  procuratorate: 'proc-hangzhou',
  openedOn: '2026-11-22',
  duty: 'MUST_TRANSFER',
  basis: ['国务院令第310号第3条'],
});

const openCase = (db: Database, id: string) =>
  db.transact((tx) => insert(tx, CaseEntity, opened({ id, caseNo: id })));

describeHandler<TransferOpened>('TransferOpenedHandler', {
  event: TransferOpened,
  ...noted(TransferOpenedHandler),
  value: () => started(newId()),
  prepare: (db, { caseId }) => openCase(db, caseId),
});

describeHandler<TransferStepTaken>('TransferStepTakenHandler', {
  event: TransferStepTaken,
  ...noted(TransferStepTakenHandler),
  value: () => {
    const caseId = newId();
    return {
      transferId: caseId,
      caseId,
      stepNo: 1,
      step: 'APPROVED',
      stateBefore: 'AWAIT_APPROVAL',
      stateNow: 'AWAIT_DELIVERY',
      actorKind: 'ADMIN_HEAD',
      organ: 'ip-hangzhou',
      documentType: 'TRANSFER_APPROVAL',
      documentNo: null,
      takenAt: '2026-11-22T02:00:00Z',
      effectiveAt: '2026-11-22T02:00:00Z',
      dueOn: '2026-11-23',
      basis: '国务院令第310号第5条',
      certainty: 'VERIFIED',
      fineBarred: true,
    };
  },
  prepare: (db, { caseId }) =>
    db.transact((tx) =>
      insert(
        tx,
        CaseEntity,
        noteTransferOpened(opened({ id: caseId, caseNo: caseId }), started(caseId), acting),
      ),
    ),
});

describeHandler<CasePatentAffected>('CasePatentAffectedHandler', {
  event: CasePatentAffected,
  ...noted(CasePatentAffectedHandler),
  value: () => ({
    caseId: newId(),
    agency: 'ip-hangzhou',
    patentNumber: '202010566088.9',
    asOf: '2026-03-01',
    statusBefore: 'IN_FORCE',
    statusNow: 'INVALID',
    presentStatus: 'INVALID',
    newEvents: [
      { number: 'E02', kind: 'INVALID_FULL', effectiveOn: '2026-10-01', publishedOn: '2026-10-15' },
    ],
    basis: ['专利法 2020 art 47'],
    notes: [],
    certainty: 'verified',
    decided: false,
  }),
  prepare: (db, { caseId }) => openCase(db, caseId),
});
