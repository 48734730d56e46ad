import { join } from 'node:path';
import { PatentStatusAnswered } from '@xianjie/contracts';
import { checkLocalDate, checkPatentNumber, newId } from '@xianjie/identifiers';
import { AgencyDirectory } from '@xianjie/identity';
import type { Database } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { describeHandler, testAgency } from '@xianjie/testing';
import { CompetentAgencies } from './competent-agencies.js';
import { draftOf, submitLead } from './lead.js';
import { LeadEntity } from './lead.entity.js';
import { LeadsService } from './leads.service.js';
import { insertNew } from './leads.store.js';
import { PatentStatusAnsweredHandler } from './patent-status-answered.handler.js';
import { PartnerTopics } from './partner-topics.js';
import { PersonalNumbers } from './personal-numbers.js';

const personal = new PersonalNumbers([{ id: 'k1', key: Buffer.alloc(32, 1) }], Buffer.alloc(32, 2));
const number = checkPatentNumber('202010566088');
const day = checkLocalDate('2026-03-01');
if (!number.ok || !day.ok) throw new Error('The test data are wrong');
const [patentNumber, actOn] = [number.value, day.value];

/** A lead on which the answer is about. */
async function submitted(db: Database, leadId: string): Promise<void> {
  const draft = draftOf(
    {
      externalNo: leadId,
      origin: { source: 'FAIR', fair: '广交会', booth: '1' },
      scope: 'CITY',
      subject: { kind: 'ORGANISATION', name: '杭州某某有限公司' },
      patentNumber,
      actType: 'INFRINGEMENT',
      actOn,
      areaCode: '330106',
      goods: '风扇',
      evidence: [],
    },
    personal,
  );
  await db.transact((tx) => insertNew(tx, [submitLead(draft, testAgency(), leadId, actOn, personal)]));
}

describeHandler<PatentStatusAnswered>('PatentStatusAnsweredHandler', {
  event: PatentStatusAnswered,
  migrations: [join(import.meta.dirname, '../../migrations')],
  entities: [LeadEntity],
  module: () => ({
    controllers: [PatentStatusAnsweredHandler],
    providers: [
      {
        provide: LeadsService,
        useFactory: () =>
          new LeadsService(
            new Clock(),
            personal,
            new PartnerTopics([]),
            new CompetentAgencies(new AgencyDirectory([])),
          ),
      },
    ],
  }),
  value: () => ({
    leadId: newId(),
    patentNumber,
    asOf: actOn,
    status: 'LAPSED_FEE',
    since: '2025-06-11',
    restsOn: [{ number: 'E01', kind: 'LAPSED_FEE', effectiveOn: '2025-06-11', publishedOn: '2026-05-01' }],
    basis: ['专利法 2020 art 44(1)'],
    notes: [],
    certainty: 'verified',
  }),
  prepare: (db, { leadId }) => submitted(db, leadId),
  effect: (db, { leadId }) =>
    db.manager.query('SELECT patent_status, patent_mark, patent_answer, version FROM lead WHERE id = $1', [
      leadId,
    ]),
});
