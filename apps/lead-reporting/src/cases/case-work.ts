import { Injectable } from '@nestjs/common';
import { type Actor, visibleTo } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { Clock, Worklists } from '@xianjie/service';
import { CASE_SUBJECT } from './case-clocks.js';
import { CaseEntity } from './case.entity.js';
import { CheckWork } from './check-work.js';
import { WaitingLeads } from './waiting-leads.service.js';

/** What cases put on worklists: their limits by case number, and the leads that wait for one. */
@Injectable()
export class CaseWork {
  constructor(worklists: Worklists, waiting: WaitingLeads, clock: Clock) {
    worklists.nameSubjects(CASE_SUBJECT, caseNumbers);
    for (const extended of [false, true]) worklists.add(new CheckWork(extended, waiting, clock));
  }
}

async function caseNumbers(
  tx: Tx,
  ids: readonly string[],
  actor: Actor,
): Promise<Map<string, { label: string }>> {
  const { sql, parameters } = visibleTo(actor, 'enforcement', 'case');
  const cases = await tx
    .getRepository(CaseEntity)
    .createQueryBuilder('case')
    .select(['case.id', 'case.caseNo'])
    .where('case.id = ANY(CAST(:ids AS uuid[]))', { ids })
    .andWhere(sql, parameters)
    .getMany();
  return new Map(cases.map(({ id, caseNo }) => [id, { label: caseNo }]));
}
