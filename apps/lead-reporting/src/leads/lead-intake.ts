import { Injectable } from '@nestjs/common';
import { DomainError } from '@xianjie/errors';
import type { Actor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Gatherer } from '@xianjie/service';
import { currentTraceparent } from '@xianjie/tracing';
import { type Draft, type Lead, numberUsed } from './lead.js';
import { LeadsService, type Submission, type Submitted } from './leads.service.js';

/** Leads of one commit at most. */
const MOST = 200;

type Own = Submission & { readonly actor: Actor };
type Intake = Gatherer<Own, Submitted>;

/**
 * Takes in leads that are submitted one by one: what a caller submits while a commit of his is under way shares the next one. Each keeps its
 * own trace, and is answered when it is committed.
 */
@Injectable()
export class LeadIntake {
  readonly #callers = new Map<string, Intake>();

  constructor(
    private readonly db: Database,
    private readonly leads: LeadsService,
  ) {}

  /** Throws `conflict` (`lead.number-used`) where the number names a lead with other content. */
  async submit(draft: Draft, actor: Actor): Promise<{ readonly lead: Lead; readonly repeated: boolean }> {
    const own = { draft, traceparent: currentTraceparent(), actor };
    const submitted = await (this.db.joins
      ? this.#takeIn([own]).then(([only]) => only!)
      : this.#intakeOf(actor).add(own));
    if (submitted.status !== 'rejected')
      return { lead: submitted.lead, repeated: submitted.status === 'repeated' };
    const issue = numberUsed(draft.content.externalNo);
    throw new DomainError('conflict', issue.rule, issue.message, {
      zh: issue.messageZh ?? issue.message,
      issues: [issue],
    });
  }

  #intakeOf({ agency, officer }: Actor): Intake {
    const caller = `${agency.id}/${officer?.id ?? ''}`;
    const known = this.#callers.get(caller);
    if (known) return known;
    const intake: Intake = new Gatherer(
      (own) => this.#takeIn(own),
      MOST,
      () => this.#callers.delete(caller),
    );
    this.#callers.set(caller, intake);
    return intake;
  }

  /** All of one caller, as the first of them tells who that is. */
  async #takeIn(own: readonly Own[]): Promise<Submitted[]> {
    const [first] = own;
    return first ? this.db.transact((tx) => this.leads.submit(tx, own, first.actor)) : [];
  }
}
