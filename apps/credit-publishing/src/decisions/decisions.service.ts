import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import type { CaseDecided, DecisionAnnulled } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { AgencyDirectory } from '@xianjie/identity';
import { insert, type Tx } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { CLOCKWORK } from '../clockwork.js';
import { PublicityService } from '../publicity/publicity.service.js';
import { type Decision, decisionOf } from './decision.js';
import { DecisionEntity } from './decision.entity.js';

@Injectable()
export class DecisionsService {
  constructor(
    private readonly clock: Clock,
    private readonly agencies: AgencyDirectory,
    private readonly publicity: PublicityService,
  ) {}

  /** Keeps a decision, and prepares what is to be shown of it. Throws `invalid` (`agency.unknown`). */
  async receive(tx: Tx, decided: CaseDecided): Promise<void> {
    const decision = decisionOf(decided, this.clock.now());
    await insert(tx, DecisionEntity, decision);
    await recordAudit(tx, CLOCKWORK, 'decision.receive', decision.id, { agency: decision.agency });
    await this.publicity.prepare(tx, decision, this.agencies.get(decision.agency));
  }

  /** What is shown of an annulled decision is withdrawn at once (行政处罚法 art 48: within 3 days). Throws `not-found`. */
  async annul(tx: Tx, { decisionId, annulledOn, because, documentNo }: DecisionAnnulled): Promise<void> {
    const decision = await this.find(tx, decisionId);
    await tx.getRepository(DecisionEntity).update(
      { id: decisionId },
      {
        annulledOn: annulledOn as LocalDate,
        annulledBecause: because,
        annulledDocumentNo: documentNo,
      },
    );
    await recordAudit(tx, CLOCKWORK, 'decision.annul', decisionId, { because });
    await this.publicity.withdraw(tx, decision.id, documentNo);
  }

  /** Throws `not-found` (`decision.unknown`). */
  async find(tx: Tx, id: string): Promise<Decision> {
    const decision = await tx.getRepository(DecisionEntity).findOneBy({ id });
    if (decision) return decision;
    throw new DomainError('not-found', 'decision.unknown', `There is no decision ${id}`, {
      zh: `没有决定 ${id}`,
    });
  }
}
