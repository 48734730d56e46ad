import { join } from 'node:path';
import { CaseDecided, DecisionAnnulled } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { readAgencyDirectory } from '@xianjie/identity';
import type { Database } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { Statutes } from '@xianjie/statutes';
import { describeHandler } from '@xianjie/testing';
import { PublicityRecordEntity } from '../publicity/publicity-record.entity.js';
import { PublicityService } from '../publicity/publicity.service.js';
import { CaseDecidedHandler } from './case-decided.handler.js';
import { DecisionAnnulledHandler } from './decision-annulled.handler.js';
import { DecisionEntity } from './decision.entity.js';
import { DecisionsService } from './decisions.service.js';
import { decided } from './sample-decision.suite.js';

const clock = new Clock();
const agencies = readAgencyDirectory('samples/agencies.json');
const publicity = new PublicityService(clock, agencies, Statutes.inForce());
const decisions = new DecisionsService(clock, agencies, publicity);
const common = {
  migrations: [join(import.meta.dirname, '../../migrations')],
  entities: [DecisionEntity, PublicityRecordEntity],
};
const providers = [{ provide: DecisionsService, useValue: decisions }];

const recordsOf = (db: Database, { decisionId }: { decisionId: string }): Promise<unknown> =>
  db.manager.query(
    `SELECT d.decision_no, d.annulled_on, r.system, r.status, r.withheld_because FROM decision d
     LEFT JOIN publicity_record r ON r.decision_id = d.id WHERE d.id = $1 ORDER BY r.system`,
    [decisionId],
  );

describeHandler<CaseDecided>('CaseDecidedHandler', {
  ...common,
  event: CaseDecided,
  module: () => ({ controllers: [CaseDecidedHandler], providers }),
  value: () => decided(),
  effect: recordsOf,
});

describeHandler<DecisionAnnulled>('DecisionAnnulledHandler', {
  ...common,
  event: DecisionAnnulled,
  module: () => ({ controllers: [DecisionAnnulledHandler], providers }),
  value: () => ({
    caseId: newId(),
    decisionId: newId(),
    annulledOn: '2026-11-02',
    because: 'RECONSIDERATION',
    documentNo: '浙知复决〔2026〕3号',
  }),
  prepare: (db, { caseId, decisionId }) =>
    db.transact((tx) => decisions.receive(tx, decided({ caseId, decisionId }))),
  effect: recordsOf,
});
