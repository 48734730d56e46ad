import { Injectable } from '@nestjs/common';
import {
  CaseClosed,
  CaseDecided,
  CaseFindingsRecorded,
  CaseOpened,
  CrimeSuspected,
  DecisionAnnulled,
  type EventType,
} from '@xianjie/contracts';
import type { ExportedState, ExportSource } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';
import { ExportSources } from '@xianjie/service';
import { annulledOf, closedOf, decidedOf, findingsOf, openedOf, suspicionsOf } from './case-events.js';
import type { Case } from './case.js';
import { CaseEntity } from './case.entity.js';

/** Cases for consumers that begin late: as they are now, told by the events that would make them so. */
@Injectable()
export class CaseExport implements ExportSource {
  readonly topic = CaseOpened.topic;

  constructor(exports: ExportSources) {
    exports.add(this);
  }

  async states(manager: Tx, afterKey: string | undefined, limit: number): Promise<ExportedState[]> {
    const find = manager.getRepository(CaseEntity).createQueryBuilder('case').orderBy('case.id').limit(limit);
    if (afterKey !== undefined) find.where('case.id > :afterKey', { afterKey });
    return (await find.getMany()).map((each) => ({ key: each.id, events: stateOf(each) }));
  }
}

type Told = readonly [EventType, unknown];

function stateOf(from: Case): Told[] {
  return [
    [CaseOpened, openedOf(from)],
    ...from.findings.flatMap((findings): Told[] => [
      [CaseFindingsRecorded, findingsOf(from, findings)],
      ...suspicionsOf(from, findings).map((told): Told => [CrimeSuspected, told]),
    ]),
    ...from.decisions.flatMap((decision): Told[] => [
      [CaseDecided, decidedOf(from, decision)],
      ...(decision.annulment ? [[DecisionAnnulled, annulledOf(from, decision)] as const] : []),
    ]),
    ...(from.closing ? [[CaseClosed, closedOf(from)] as const] : []),
  ];
}
