import { join } from 'node:path';
import type { ModuleMetadata, Type } from '@nestjs/common';
import {
  CaseClosed,
  CaseDecided,
  CaseFindingsRecorded,
  CaseOpened,
  CrimeSuspected,
  DecisionAnnulled,
  type EventType,
} from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { AgencyDirectory, readAgencyDirectory } from '@xianjie/identity';
import type { Database } from '@xianjie/persistence';
import { Clock, fixedClock } from '@xianjie/service';
import { describeHandler } from '@xianjie/testing';
import { CaseClosedHandler } from '../cases/case-closed.handler.js';
import { CaseDecidedHandler } from '../cases/case-decided.handler.js';
import { CaseFindingsRecordedHandler } from '../cases/case-findings-recorded.handler.js';
import { CaseOpenedHandler } from '../cases/case-opened.handler.js';
import { CasesService } from '../cases/cases.service.js';
import { DecisionAnnulledHandler } from '../cases/decision-annulled.handler.js';
import { KnownCaseEntity } from '../cases/known-case.entity.js';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { Partners } from '../deliveries/partners.js';
import { bindMasterKeys, MasterKeys } from '../sealing/master-keys.js';
import { CrimeSuspectedHandler } from './crime-suspected.handler.js';
import { StepAnnouncements } from './step-announcements.js';
import { TransferClocks } from './transfer-clocks.js';
import { TransferSteps } from './transfer-steps.js';
import { TransferEntity } from './transfer.entity.js';
import { decision, findings, suspicion } from './transfers-rig.suite.js';
import { TransfersService } from './transfers.service.js';

const clock = fixedClock('2026-03-02T01:00:00Z');
const agencies = readAgencyDirectory('samples/agencies.json');
const cases = new CasesService(clock, agencies);
const keys = new MasterKeys([{ id: 'test', key: Buffer.alloc(32, 1) }]);

const module = (handler: Type) => (): ModuleMetadata => ({
  controllers: [handler],
  providers: [
    TransfersService,
    TransferSteps,
    StepAnnouncements,
    TransferClocks,
    CasesService,
    DeliveriesService,
    { provide: Clock, useValue: clock },
    { provide: AgencyDirectory, useValue: agencies },
    { provide: Partners, useValue: new Partners([]) },
  ],
});

const common = {
  migrations: [join(import.meta.dirname, '../../migrations')],
  entities: [KnownCaseEntity, TransferEntity],
};

/** The rows of a case, as far as they say anything. */
const rowsOf =
  (table: string) =>
  (db: Database, { caseId }: { caseId: string }): Promise<unknown> =>
    db.manager.query(`SELECT * FROM ${table} WHERE case_id = $1`, [caseId]);

function describeCaseHandler<T extends { caseId: string }>(
  handler: Type,
  event: EventType<T>,
  value: () => T,
  effect: (db: Database, value: T) => Promise<unknown>,
  prepare?: (db: Database, value: T) => Promise<unknown>,
): void {
  describeHandler<T>(handler.name, {
    ...common,
    event,
    module: module(handler),
    value,
    effect,
    async prepare(db, given) {
      bindMasterKeys(db.dataSource, keys);
      await prepare?.(db, given);
    },
  });
}

const known = (db: Database, { caseId }: { caseId: string }) =>
  db.transact((tx) => cases.noteFindings(tx, findings({ caseId })));

describeCaseHandler(CrimeSuspectedHandler, CrimeSuspected, suspicion, rowsOf('transfer'));
describeCaseHandler(CaseFindingsRecordedHandler, CaseFindingsRecorded, findings, rowsOf('case_finding'));
describeCaseHandler(CaseDecidedHandler, CaseDecided, decision, rowsOf('case_fine'), known);
describeCaseHandler<CaseOpened>(
  CaseOpenedHandler,
  CaseOpened,
  () => ({
    caseId: newId(),
    caseNo: '杭知案〔2026〕8号',
    agency: 'ip-hangzhou',
    leadId: null,
    areaCode: '330106',
    patentNumber: null,
    actType: 'MARKING_AFTER_END',
    actOn: null,
    openedOn: '2026-03-01',
  }),
  rowsOf('administrative_case'),
);
describeCaseHandler<CaseClosed>(
  CaseClosedHandler,
  CaseClosed,
  () => ({ caseId: newId(), closedOn: '2026-03-08', outcome: 'DECIDED' }),
  rowsOf('administrative_case'),
  known,
);
describeCaseHandler<DecisionAnnulled>(
  DecisionAnnulledHandler,
  DecisionAnnulled,
  () => ({
    caseId: newId(),
    decisionId: newId(),
    annulledOn: '2026-04-01',
    because: 'OTHER',
    documentNo: null,
  }),
  rowsOf('case_fine'),
  (db, { caseId, decisionId }) =>
    db.transact((tx) => cases.noteDecision(tx, decision({ caseId, decisionId }))),
);
