import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson, detachedSignatureSchema, type PartnerKeys, verifyDetached } from '@xianjie/envelopes';
import { DomainError, isDomainError } from '@xianjie/errors';
import { Database } from '@xianjie/persistence';
import { Clock, type Job, LOGGER, type Logger } from '@xianjie/service';
import { z } from 'zod';
import { AgreedKeys } from './agreed-keys.js';
import { cursorOf, noteCursor } from './cursors.store.js';
import { call, jsonIn } from './http.channel.js';
import { InboxOwner } from './inbox-owner.js';
import { type AnswerOutcome, PartnerAnswers } from './partner-answers.js';
import { type HttpPartner, Partners } from './partners.js';
import { refusedAnswer } from './refused-answer.js';
import { insertUntaken } from './untaken.store.js';

/** What signatures on polled answers count for. */
export const ANSWER = 'case-transfer.answer';

const pageSchema = z.object({
  items: z.array(z.object({ answer: z.looseObject({}), signature: detachedSignatureSchema })).max(100),
  /** Where the next page begins. */
  cursor: z.string().max(500),
});

type Asked = HttpPartner & { readonly answersAt: string };

/**
 * Asks the police systems that do not call us for their answers. A page is answered with what became of each of them, and only then left behind: an
 * answer that is lost on the way is asked for again, and known by its number.
 */
@Injectable()
export class AnswersJob implements Job {
  readonly everyMs = 5000;
  readonly #asked: readonly Asked[];

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    partners: Partners,
    private readonly agreed: AgreedKeys,
    private readonly answers: PartnerAnswers,
    private readonly owner: InboxOwner,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#asked = partners.all.flatMap((each) =>
      each.channel === 'http' && each.answersAt !== undefined ? [{ ...each, answersAt: each.answersAt }] : [],
    );
  }

  /** All at once: a slow one delays the others by one patience at most. */
  async run(signal: AbortSignal): Promise<void> {
    const { keys } = this.agreed;
    if (keys) await Promise.all(this.#asked.map((partner) => this.ask(keys, partner, signal)));
  }

  private async ask(keys: PartnerKeys, partner: Asked, signal: AbortSignal): Promise<void> {
    try {
      while (
        !signal.aborted &&
        (await this.owner.hold(partner.organ)) &&
        (await this.page(keys, partner, signal))
      );
      if (signal.aborted) await this.owner.letGo(partner.organ);
    } catch (error) {
      if (signal.aborted) return;
      if (!isDomainError(error)) throw error;
      this.logger.warn(
        { organ: partner.organ, code: error.code },
        'answers of a police system could not be had',
      );
    }
  }

  /** Answers whether there may be more. */
  private async page(keys: PartnerKeys, partner: Asked, signal: AbortSignal): Promise<boolean> {
    const { organ, answersAt } = partner;
    const after = await cursorOf(this.db.manager, organ);
    const url = `${answersAt}${answersAt.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`;
    const text = await call(
      keys,
      partner,
      { method: 'GET', url, headers: { accept: 'application/json' } },
      signal,
    );
    const page = pageSchema.safeParse(jsonIn(text));
    if (!page.success)
      throw new DomainError('unavailable', 'answers.malformed', 'The answers are not of the agreed form');
    const { items, cursor } = page.data;
    const outcomes: AnswerOutcome[] = [];
    for (const item of items) {
      const outcome = await this.take(keys, organ, item);
      if (outcome.status === 'REJECTED') await this.show(organ, outcome);
      outcomes.push(outcome);
    }
    if (items.length === 0 || cursor === after) return false;
    const body = Buffer.from(canonicalJson({ acknowledgements: outcomes.map(plain) }));
    const headers = { 'content-type': 'application/json' };
    await call(keys, partner, { method: 'POST', url: answersAt, headers, body }, signal);
    await noteCursor(this.db.manager, organ, cursor, this.clock.now());
    return true;
  }

  private show(organ: string, outcome: AnswerOutcome): Promise<void> {
    const refused = refusedAnswer(organ, outcome.externalNo, outcome);
    return this.db.transact((tx) => insertUntaken(tx, refused, this.clock.now()));
  }

  private async take(
    keys: PartnerKeys,
    organ: string,
    { answer, signature }: z.output<typeof pageSchema>['items'][number],
  ): Promise<AnswerOutcome> {
    const name = signature.signature.slice(0, 64);
    try {
      await verifyDetached(keys, canonicalJson(answer), signature, {
        signer: organ,
        context: ANSWER,
        asOf: new Date(),
      });
    } catch (error) {
      if (!isDomainError(error)) throw error;
      return this.answers.refused(organ, name, error);
    }
    return this.db.transact(async (tx) => {
      await this.owner.require(tx, organ);
      return this.answers.take(tx, organ, answer, { name, source: 'HTTP' });
    });
  }
}

function plain({ issues, ...outcome }: AnswerOutcome) {
  return { ...outcome, issues: issues.map((issue) => ({ ...issue })) };
}
