import { Injectable } from '@nestjs/common';
import type { DetachedSignature } from '@xianjie/envelopes';
import { DomainError, isDomainError, type FieldIssue } from '@xianjie/errors';
import { type Actor, AgencyDirectory, demand } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { check, Clock } from '@xianjie/service';
import { z } from 'zod';
import { words } from '../transfers/texts.js';
import type { StepSource } from '../transfers/transfer-step.js';
import { takeStepSchema } from '../transfers/transfers.dto.js';
import { TransfersService } from '../transfers/transfers.service.js';
import { Acknowledger, type Answered } from './acknowledger.js';
import { inSavepoint } from './in-savepoint.js';

/** An answer of a police system: the body of `POST /transfers/{id}/steps`, with the transfer and the system's own number. */
const answerSchema = takeStepSchema
  .omit({ version: true })
  .extend({ transferId: z.uuid().toLowerCase(), externalNo: words(64) });

/** What became of an answer. */
export interface AnswerOutcome extends Answered {
  readonly stateNow: string | null;
  readonly issues: readonly FieldIssue[];
  /** Null where no keys were agreed. */
  readonly signature: DetachedSignature | null;
}

/** Takes answers that come by other ways than a call to our routes. */
@Injectable()
export class PartnerAnswers {
  constructor(
    private readonly clock: Clock,
    private readonly agencies: AgencyDirectory,
    private readonly transfers: TransfersService,
    private readonly acknowledger: Acknowledger,
  ) {}

  /**
   * Takes an answer as a police organ's step. What is wrong with it is answered and leaves nothing behind. Throws what is no fault of
   * the answer: an outage, a race, our bug. `name` names an answer whose own number cannot be read.
   */
  async take(
    tx: Tx,
    partner: string,
    given: unknown,
    { name, source }: { name: string; source: StepSource },
  ): Promise<AnswerOutcome> {
    const externalNo = numberOf(given) ?? name;
    try {
      return await inSavepoint(tx, () => this.step(tx, partner, given, { externalNo, source }));
    } catch (error) {
      if (!isDomainError(error) || error.kind === 'unavailable' || error.kind === 'stale') throw error;
      return this.refused(partner, externalNo, error);
    }
  }

  /** The answer to something that could not even be read. */
  refused(partner: string, externalNo: string, error: DomainError): Promise<AnswerOutcome> {
    const { code, message, zh = message, issues } = error;
    const named = issues.length > 0 ? issues : [{ field: '', rule: code, message, messageZh: zh }];
    return this.outcome(partner, {
      externalNo,
      status: 'REJECTED',
      transferId: null,
      stepNo: null,
      stateNow: null,
      issues: named,
    });
  }

  private async step(
    tx: Tx,
    partner: string,
    given: unknown,
    { externalNo, source }: { externalNo: string; source: StepSource },
  ): Promise<AnswerOutcome> {
    const { transferId, ...input } = check(answerSchema, given);
    const { transfer, step, repeated } = await this.transfers.takeStep(
      tx,
      transferId,
      input,
      this.actor(partner),
      source,
    );
    return this.outcome(partner, {
      externalNo,
      status: repeated ? 'REPEATED' : 'ACCEPTED',
      transferId,
      stepNo: step.no,
      stateNow: transfer.state,
      issues: [],
    });
  }

  private async outcome(
    partner: string,
    said: Omit<AnswerOutcome, 'answeredAt' | 'signature'>,
  ): Promise<AnswerOutcome> {
    const answered = { ...said, answeredAt: this.clock.now().toISOString() };
    return { ...answered, signature: await this.acknowledger.sign(partner, answered) };
  }

  /** Throws where the deployment lets an agency answer that may not. */
  private actor(partner: string): Actor {
    const actor = { agency: this.agencies.get(partner), scopes: ['transfer:take-step'] };
    demand(actor, 'transfer:take-step');
    return actor;
  }
}

/** A number that no key can hold is not repeated. */
function numberOf(given: unknown): string | undefined {
  const read = z.object({ externalNo: words(64) }).safeParse(given);
  return read.success && /^[^@\p{Cc}][^\p{Cc}]*$/u.test(read.data.externalNo)
    ? read.data.externalNo
    : undefined;
}
