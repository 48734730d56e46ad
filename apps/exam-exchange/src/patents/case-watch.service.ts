import { Injectable } from '@nestjs/common';
import { type CaseOpened, CasePatentAffected } from '@xianjie/contracts';
import { checkLocalDate, checkPatentNumber, type LocalDate, type PatentNumber } from '@xianjie/identifiers';
import { appendToOutbox } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { affected, type CaseWatch, toldOf } from './case-watch.js';
import { endWatches, findWatches, markDecided, writeTold, writeWatches } from './case-watch.store.js';
import type { Patent } from './patent.js';
import { findPatents, holdRegister } from './patents.store.js';

/** Cases that rest on a patent hear of what happens to it, once each time. */
@Injectable()
export class CaseWatchService {
  constructor(private readonly clock: Clock) {}

  async watch(tx: Tx, cases: readonly CaseOpened[]): Promise<void> {
    const resting = cases.flatMap(restingOn);
    if (resting.length === 0) return;
    await holdRegister(tx, 'to-ask');
    const register = await findPatents(
      tx,
      resting.map(({ patentNumber }) => patentNumber),
    );
    const watches = resting.map((each) => ({
      ...each,
      told: toldOf(register.get(each.patentNumber), each.asOf, this.today()),
    }));
    await writeWatches(tx, watches, this.clock.now());
  }

  /** In the commit of what the register learned. */
  async tell(tx: Tx, changed: ReadonlyMap<PatentNumber, Patent>): Promise<void> {
    const told = [];
    for (const watch of await findWatches(tx, [...changed.keys()])) {
      const patent = changed.get(watch.patentNumber);
      const news = patent && affected(watch, patent, this.today());
      if (!news) continue;
      appendToOutbox(tx, CasePatentAffected, news.event);
      told.push({ caseId: watch.caseId, told: news.told });
    }
    await writeTold(tx, told, this.clock.now());
  }

  async decided(tx: Tx, caseIds: readonly string[]): Promise<void> {
    await markDecided(tx, caseIds);
  }

  async closed(tx: Tx, caseIds: readonly string[]): Promise<void> {
    await endWatches(tx, caseIds);
  }

  private today(): LocalDate {
    return this.clock.today() as LocalDate;
  }
}

/** What the case rests on; nothing where it names no patent. */
function restingOn(opened: CaseOpened): Omit<CaseWatch, 'told'>[] {
  const { caseId, caseNo, actType, agency, patentNumber, actOn, openedOn } = opened;
  const number = checkPatentNumber(patentNumber);
  const day = checkLocalDate(actOn ?? openedOn);
  if (!number.ok || !day.ok) return [];
  return [{ caseId, caseNo, actType, agency, patentNumber: number.value, asOf: day.value, decided: false }];
}
