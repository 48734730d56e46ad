import { Injectable } from '@nestjs/common';
import {
  decodeEvent,
  type DecodedEvent,
  partnerTopic,
  TransferAnswerGiven,
  TransferAnswerTaken,
  TransferPackageAcknowledged,
} from '@xianjie/contracts';
import { open, type PartnerKeys } from '@xianjie/envelopes';
import { DomainError, isDomainError } from '@xianjie/errors';
import { appendToOutbox, type PartnerRecord } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';
import { Clock, type PartnerHandler } from '@xianjie/service';
import { z } from 'zod';
import { AgreedKeys } from './agreed-keys.js';
import { Acknowledgements } from './acknowledgements.js';
import { jsonIn } from './http.channel.js';
import { type AnswerOutcome, PartnerAnswers } from './partner-answers.js';
import { refusedAnswer } from './refused-answer.js';
import { insertUntaken } from './untaken.store.js';

/** Seconds: an outage of the log's whole retention is no reason to refuse an answer. A repeat is known by its number. */
const OLDEST = 30 * 86_400;

/** What police systems write onto their own topics: acknowledgements of deliveries, and the answers of their officers. */
@Injectable()
export class PoliceAnswersInbox implements PartnerHandler {
  constructor(
    private readonly clock: Clock,
    private readonly answers: PartnerAnswers,
    private readonly acknowledgements: Acknowledgements,
    private readonly agreed: AgreedKeys,
  ) {}

  /** A partner with a topic has keys: `channelsOf` saw to it at the start. */
  private get keys(): PartnerKeys {
    if (this.agreed.keys) return this.agreed.keys;
    throw new Error('PARTNER_KEYS is missing');
  }

  async take(tx: Tx, { partner, record, reference }: PartnerRecord): Promise<void> {
    const outcome = await this.outcomeOf(tx, partner, record.value, reference);
    if (!outcome) return;
    if (outcome.status === 'REJECTED')
      await insertUntaken(tx, refusedAnswer(partner, reference, outcome), this.clock.now());
    const { externalNo, status, transferId, stepNo, stateNow, issues, answeredAt, signature } = outcome;
    const answer: TransferAnswerTaken = {
      externalNo,
      reference,
      status,
      transferId,
      stepNo,
      stateNow,
      issues: issues.map(({ field, rule, message, messageZh = message }) => ({
        field,
        rule,
        message,
        messageZh,
      })),
      answeredAt,
      signature,
    };
    appendToOutbox(tx, TransferAnswerTaken, answer, {
      topic: partnerTopic(TransferAnswerTaken.topic, partner),
    });
  }

  /** Undefined for what is not answered: a good acknowledgement. Whatever a stranger wrote wrongly is answered, not thrown. */
  private async outcomeOf(
    tx: Tx,
    partner: string,
    frame: Buffer | undefined,
    reference: string,
  ): Promise<AnswerOutcome | undefined> {
    try {
      const { event, value } = decodeEvent(frame ?? Buffer.alloc(0));
      if (event?.type === TransferAnswerGiven.type)
        return await this.answer(tx, partner, value as TransferAnswerGiven, reference);
      if (event?.type === TransferPackageAcknowledged.type) {
        return void (await this.acknowledgements.take(
          tx,
          this.keys,
          partner,
          value as TransferPackageAcknowledged,
        ));
      }
      throw unexpected(event);
    } catch (error) {
      if (!isDomainError(error) || error.kind === 'stale') throw error;
      if (error.kind === 'unavailable' && !error.code.startsWith('acknowledgement.')) throw error;
      return this.answers.refused(partner, reference, error);
    }
  }

  private async answer(
    tx: Tx,
    partner: string,
    given: TransferAnswerGiven,
    reference: string,
  ): Promise<AnswerOutcome> {
    const context = partnerTopic(TransferAnswerGiven.topic, partner);
    const opened = await open(this.keys, given.envelope, {
      sender: partner,
      context,
      now: new Date(),
      maxAge: OLDEST,
    });
    const content = jsonIn(Buffer.from(opened.content).toString('utf8'));
    requireSame(given, content);
    return this.answers.take(tx, partner, content, { name: reference, source: 'KAFKA' });
  }
}

/** What stands beside the sealed content must be what was signed. */
function requireSame({ externalNo, transferId }: TransferAnswerGiven, content: unknown): void {
  const signed = z
    .object({ externalNo: z.literal(externalNo), transferId: z.literal(transferId) })
    .safeParse(content);
  if (signed.success) return;
  throw new DomainError(
    'invalid',
    'partner.not-as-signed',
    'Number or transfer are not those of the signed content',
    {
      zh: '编号或移送案件与签名内容不一致',
    },
  );
}

function unexpected(event: DecodedEvent['event']): DomainError {
  const name = event?.type ?? 'this record';
  return new DomainError('invalid', 'partner.type-unexpected', `${name} is not read here`, {
    zh: '此主题不接受该类事件',
  });
}
