import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { CircularAcknowledged, CircularOutcomeReported, CircularReminded } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { type Actor, requireOfficer } from '@xianjie/identity';
import { appendToOutbox } from '@xianjie/messaging';
import { type Tx, update } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { CaseEntity } from '../cases/case.entity.js';
import { noteReminder } from './circular.js';
import { CircularEntity } from './circular.entity.js';
import type { ReportOutcome } from './circulars.dto.js';
import { CircularsService, type CircularWithRecipients } from './circulars.service.js';
import {
  lockRecipient,
  lockSilent,
  writeAcknowledgement,
  writeOutcome,
  writeReminders,
} from './recipients.store.js';

const SILENT_BATCH = 200;

/** What addressees do with a circular, and what is done about those that do nothing. */
@Injectable()
export class CircularAnswersService {
  constructor(
    private readonly clock: Clock,
    private readonly circulars: CircularsService,
  ) {}

  /** By the issuer, to those that are silent. Throws `not-found`, `forbidden`, `conflict` (`circular.nobody-silent`). */
  async remind(tx: Tx, id: string, actor: Actor): Promise<CircularWithRecipients> {
    const circular = await this.circulars.own(tx, id, undefined, actor);
    const { recipients } = await this.circulars.with(tx, circular);
    const silent = recipients.filter(({ acknowledgedRevision }) => acknowledgedRevision < circular.revision);
    if (silent.length === 0) {
      throw new DomainError('conflict', 'circular.nobody-silent', 'Every addressee has acknowledged it', {
        zh: '所有通报对象均已签收',
      });
    }
    const agencies = silent.map(({ agency }) => agency);
    const noted = await update(
      tx,
      CircularEntity,
      noteReminder(circular, agencies, this.circulars.acting(actor)),
    );
    await this.tellReminder(tx, id, agencies, false);
    await recordAudit(tx, actor, 'circular.remind', id, { agencies: agencies.length });
    return this.circulars.with(tx, noted);
  }

  /** Reminds, once, those that were silent past the day; answers how many of a batch. */
  async remindSilent(tx: Tx): Promise<number> {
    const silent = await lockSilent(tx, this.clock.today() as LocalDate, SILENT_BATCH);
    for (const [id, agencies] of silent) await this.tellReminder(tx, id, agencies, true);
    return silent.size;
  }

  private async tellReminder(
    tx: Tx,
    circularId: string,
    agencies: string[],
    bySystem: boolean,
  ): Promise<void> {
    const at = this.clock.now();
    await writeReminders(tx, circularId, agencies, at);
    appendToOutbox(tx, CircularReminded, { circularId, agencies, remindedAt: at.toISOString(), bySystem });
  }

  /** Again is harmless. Throws `not-found`, `conflict` (`circular.not-distributed`). */
  async acknowledge(tx: Tx, id: string, actor: Actor): Promise<CircularWithRecipients> {
    const { circular, recipient } = await this.asAddressee(tx, id, actor);
    if (recipient.acknowledgedRevision < circular.revision) {
      const at = this.clock.now();
      await writeAcknowledgement(tx, recipient, circular.revision, at, actor.officer?.name ?? null);
      appendToOutbox(tx, CircularAcknowledged, {
        circularId: id,
        agency: actor.agency.id,
        revision: circular.revision,
        acknowledgedAt: at.toISOString(),
      });
      await recordAudit(tx, actor, 'circular.acknowledge', id, { revision: circular.revision });
    }
    return this.circulars.with(tx, circular);
  }

  /** A later report replaces the earlier one. Throws `not-found`, `conflict`, `invalid` (`circular.case-not-own`). */
  async report(tx: Tx, id: string, report: ReportOutcome, actor: Actor): Promise<CircularWithRecipients> {
    const { circular, recipient } = await this.asAddressee(tx, id, actor);
    requireOfficer(actor);
    if (recipient.acknowledgedRevision === 0) {
      throw new DomainError('conflict', 'circular.not-acknowledged', 'Acknowledge the circular first', {
        zh: '请先签收通报',
      });
    }
    const { outcome, caseId = null, note = null } = report;
    await this.requireOwnCaseFor(tx, report, actor);
    const at = this.clock.now();
    await writeOutcome(tx, recipient, { outcome, caseId, note, at });
    appendToOutbox(tx, CircularOutcomeReported, {
      circularId: id,
      agency: actor.agency.id,
      outcome,
      caseId,
      reportedAt: at.toISOString(),
    });
    await recordAudit(tx, actor, 'circular.report', id, { outcome });
    return this.circulars.with(tx, circular);
  }

  private async asAddressee(tx: Tx, id: string, actor: Actor) {
    const { circular } = await this.circulars.find(tx, id, actor);
    const recipient = await lockRecipient(tx, id, actor.agency.id);
    if (!recipient) {
      throw new DomainError('forbidden', 'circular.not-addressed', 'It is not addressed to you', {
        zh: '该通报未发送本机关',
      });
    }
    if (circular.status !== 'distributed') {
      throw new DomainError('conflict', 'circular.not-distributed', `Circular ${id} is ${circular.status}`, {
        zh: '该通报已撤回',
      });
    }
    return { circular, recipient };
  }

  private async requireOwnCaseFor(
    tx: Tx,
    { outcome, caseId }: ReportOutcome,
    { agency }: Actor,
  ): Promise<void> {
    const needed = outcome === 'FILED' || outcome === 'MERGED';
    const own =
      caseId !== undefined &&
      (await tx.getRepository(CaseEntity).existsBy({ id: caseId, agency: agency.id }));
    if (needed ? own : caseId === undefined) return;
    throw new DomainError(
      'invalid',
      'circular.case-not-own',
      'FILED and MERGED name a case of your own, other outcomes none',
      {
        zh: '结果为立案或并案的须指明本机关案件，其他结果不得填写案件',
      },
    );
  }
}
