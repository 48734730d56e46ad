import { LeadAnswered, partnerTopic, type EventType } from '@xianjie/contracts';
import { appendToOutbox } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';

/** The outbound topics of the partner systems that read what becomes of their leads there. */
export class PartnerTopics {
  readonly #agencies: ReadonlySet<string>;

  constructor(agencies: readonly string[]) {
    this.#agencies = new Set(agencies);
  }

  /** Says it on the agency's own topic; says nothing where the agency has none. */
  tell<T>(tx: Tx, agency: string, event: EventType<T>, value: T): void {
    if (!this.#agencies.has(agency)) return;
    appendToOutbox(tx, event, value, { topic: partnerTopic(LeadAnswered.topic, agency) });
  }
}
