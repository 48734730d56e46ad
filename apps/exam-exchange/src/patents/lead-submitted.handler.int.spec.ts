import { join } from 'node:path';
import { LeadCorrected, LeadSubmitted, LeadWithdrawn } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import type { Database } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { describeHandler } from '@xianjie/testing';
import { CaseWatchService } from './case-watch.service.js';
import { LeadCorrectedHandler } from './lead-corrected.handler.js';
import { LeadSubmittedHandler } from './lead-submitted.handler.js';
import { LeadWithdrawnHandler } from './lead-withdrawn.handler.js';
import { PatentsService } from './patents.service.js';
import { questionsOf } from './questions.js';

const service = new PatentsService(new Clock(), new CaseWatchService(new Clock()));
const providers = [{ provide: PatentsService, useValue: service }];
const migrations = [join(import.meta.dirname, '../../migrations')];

const submitted = (): LeadSubmitted => ({
  leadId: newId(),
  submitter: 'ip-zhejiang',
  externalNo: '浙知线-1',
  source: 'FAIR',
  scope: 'CITY',
  subjectKind: 'ORGANISATION',
  creditCode: null,
  shop: null,
  patentNumber: '202010566088.9',
  actType: 'INFRINGEMENT',
  actOn: '2026-03-01',
  areaCode: '330106',
  submittedOn: '2026-03-02',
});

const questionOf = (db: Database, { leadId }: { leadId: string }): Promise<unknown> =>
  db.manager.query(
    'SELECT patent_number, act_on::text, answer, open, submitter, external_no, scope, act_type FROM status_question WHERE lead_id = $1',
    [leadId],
  );

const asked = (db: Database, lead: Parameters<typeof questionsOf>[0][number]): Promise<void> =>
  db.transact((tx) => service.ask(tx, questionsOf([lead])));

describeHandler<LeadSubmitted>('LeadSubmittedHandler', {
  event: LeadSubmitted,
  migrations,
  module: () => ({ controllers: [LeadSubmittedHandler], providers }),
  value: submitted,
  effect: questionOf,
});

describeHandler<LeadCorrected>('LeadCorrectedHandler', {
  event: LeadCorrected,
  migrations,
  module: () => ({ controllers: [LeadCorrectedHandler], providers }),
  value: () => ({ ...submitted(), actOn: '2026-01-01', correctedOn: '2026-03-03' }),
  prepare: (db, lead) => asked(db, { ...lead, actOn: '2026-03-01' }),
  effect: questionOf,
});

describeHandler<LeadWithdrawn>('LeadWithdrawnHandler', {
  event: LeadWithdrawn,
  migrations,
  module: () => ({ controllers: [LeadWithdrawnHandler], providers }),
  value: () => ({ leadId: newId(), withdrawnOn: '2026-03-03' }),
  prepare: (db, { leadId }) => asked(db, { ...submitted(), leadId }),
  effect: questionOf,
});
