import { Injectable } from '@nestjs/common';
import { type LocalDate, newId } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { PersonalNumbers } from '../leads/personal-numbers.js';
import type { Cluster } from './cluster.js';
import { findRefused, findStanding, pairOf, writeClusters, writeReach } from './clusters.store.js';
import { type DueLead, findMatters, noteDue, takeDue } from './due-leads.store.js';
import { addKeys, findCandidates, keysOf } from './lead-keys.js';
import type { Matter } from './matter.js';
import { Suggestions } from './suggestions.js';

/** Leads compared in one transaction. */
export const SUGGESTION_BATCH = 300;

/** Leads that are due, with what they are compared to. */
interface Round {
  /** All that take part, by lead; without those that were withdrawn. */
  readonly matters: ReadonlyMap<string, Matter>;
  /** For each lead that is due the others that share a word with it. */
  readonly candidates: ReadonlyMap<string, readonly string[]>;
  readonly standing: readonly Cluster[];
  readonly refused: ReadonlySet<string>;
}

/** Makes suggestions of the leads that are due. */
@Injectable()
export class ClusterSuggester {
  constructor(
    private readonly clock: Clock,
    private readonly personal: PersonalNumbers,
  ) {}

  /** Answers how many leads were taken: none where nothing is due, or another instance is at it. */
  async suggestDue(tx: Tx): Promise<number> {
    const due = await takeDue(tx, SUGGESTION_BATCH);
    if (due.length === 0) return 0;
    const round = await this.gather(tx, due);
    await this.compare(tx, due, round);
    return due.length;
  }

  private async gather(tx: Tx, due: readonly DueLead[]): Promise<Round> {
    const own = await findMatters(
      tx,
      due.map(({ leadId }) => leadId),
    );
    const keys = [...own.values()].flatMap((matter) => keysOf(matter, this.personal));
    await addKeys(tx, keys);
    const candidates = await findCandidates(tx, keys);
    const others = [...candidates.values()].flat().filter((id) => !own.has(id));
    const matters = new Map([...own, ...(await findMatters(tx, others))]);
    const involved = [...new Set([...due.map(({ leadId }) => leadId), ...others])];
    const standing = await findStanding(tx, involved);
    return { matters, candidates, standing, refused: await findRefused(tx, involved) };
  }

  private async compare(tx: Tx, due: readonly DueLead[], round: Round): Promise<void> {
    const { matters, candidates, standing, refused } = round;
    const dueIds = new Set(due.map(({ leadId }) => leadId));
    const changed = new Set(due.filter((lead) => lead.changed).map(({ leadId }) => leadId));
    const suggestions = this.begin(standing);
    const again = [...changed].flatMap((leadId) => suggestions.dissolve(leadId));
    /** What an officer refused is suggested again only when a lead of it changed. */
    const isRefused = (a: string, b: string) =>
      refused.has(pairOf(a, b)) && !changed.has(a) && !changed.has(b);
    for (const leadId of [...candidates.keys()].sort()) {
      const lead = matters.get(leadId);
      const others = (candidates.get(leadId) ?? []).map((id) => matters.get(id));
      if (lead)
        suggestions.add(
          lead,
          others.filter((other) => other !== undefined),
          isRefused,
        );
    }
    await writeClusters(tx, suggestions.touched, suggestions.gone);
    await writeReach(tx, untouched(suggestions, standing, changed));
    await noteDue(
      tx,
      again.filter((id) => !dueIds.has(id)),
    );
  }

  private begin(standing: readonly Cluster[]): Suggestions {
    const { clock } = this;
    return new Suggestions(standing, {
      newId,
      on: clock.today() as LocalDate,
      at: clock.now().toISOString(),
    });
  }
}

/** Clusters that stay as they are, but a lead of theirs may be seen by others now. */
function untouched(
  { touched, gone }: Suggestions,
  standing: readonly Cluster[],
  changed: ReadonlySet<string>,
): Cluster[] {
  const written = new Set([...touched.map(({ id }) => id), ...gone]);
  return standing.filter(
    ({ id, members }) => !written.has(id) && members.some(({ leadId }) => changed.has(leadId)),
  );
}
