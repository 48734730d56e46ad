import { join } from 'node:path';
import { CaseClosed, CaseDecided, CaseOpened } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import type { Database } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { describeHandler } from '@xianjie/testing';
import { CaseClosedHandler } from './case-closed.handler.js';
import { CaseDecidedHandler } from './case-decided.handler.js';
import { CaseOpenedHandler } from './case-opened.handler.js';
import { CaseWatchService } from './case-watch.service.js';

const service = new CaseWatchService(new Clock());
const providers = [{ provide: CaseWatchService, useValue: service }];
const migrations = [join(import.meta.dirname, '../../migrations')];

const opened = (caseId = newId()): CaseOpened => ({
  caseId,
  caseNo: '杭市知法案〔2026〕3号',
  agency: 'ip-hangzhou',
  leadId: null,
  areaCode: '330106',
  patentNumber: '202010566088.9',
  actType: 'USING_ANOTHERS_NUMBER',
  actOn: '2026-03-01',
  openedOn: '2026-03-20',
});

const watchOf = (db: Database, { caseId }: { caseId: string }): Promise<unknown> =>
  db.manager.query(
    'SELECT agency, case_no, act_type, patent_number, as_of::text, decided, open FROM case_watch WHERE case_id = $1',
    [caseId],
  );

const watched = (db: Database, { caseId }: { caseId: string }): Promise<void> =>
  db.transact((tx) => service.watch(tx, [opened(caseId)]));

describeHandler<CaseOpened>('CaseOpenedHandler', {
  event: CaseOpened,
  migrations,
  module: () => ({ controllers: [CaseOpenedHandler], providers }),
  value: () => opened(),
  effect: watchOf,
});

describeHandler<CaseDecided>('CaseDecidedHandler', {
  event: CaseDecided,
  migrations,
  module: () => ({ controllers: [CaseDecidedHandler], providers }),
  value: () => ({
    caseId: newId(),
    decisionId: newId(),
    decisionNo: '杭市知罚决〔2026〕12号',
    kind: 'PENALTY',
    decidedOn: '2026-05-01',
    agency: 'ip-hangzhou',
    areaCode: '330106',
    partyKind: 'ORGANISATION',
    partyName: '杭州某某有限公司',
    creditCode: '91330106MA2YYTX068',
    violation: '假冒专利',
    legalBasis: '专利法第六十八条',
    penalties: ['FINE'],
    fineFen: 2_000_000n,
    confiscationFen: 0n,
    content: '罚款2万元',
    procedure: 'ORDINARY',
    gravity: 'GENERAL',
  }),
  prepare: watched,
  effect: watchOf,
});

describeHandler<CaseClosed>('CaseClosedHandler', {
  event: CaseClosed,
  migrations,
  module: () => ({ controllers: [CaseClosedHandler], providers }),
  value: () => ({ caseId: newId(), closedOn: '2026-05-01', outcome: 'NO_VIOLATION' }),
  prepare: watched,
  effect: watchOf,
});
