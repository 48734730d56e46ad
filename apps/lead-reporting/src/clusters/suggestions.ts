import type { LocalDate } from '@xianjie/identifiers';
import { type Cluster, isLive, type Member, ofSeveral } from './cluster.js';
import { compare, type Match, type Matter } from './matter.js';

/** More leads than this are no matter for one officer; what comes beyond is not suggested. */
export const MAX_MEMBERS = 100;

/** When suggestions are made, and how new ones are named. */
export interface SuggestionWords {
  readonly newId: () => string;
  readonly on: LocalDate;
  /** RFC 3339. */
  readonly at: string;
}

interface FoundMatch extends Match {
  readonly other: Matter;
}

/** The live clusters of some leads while further leads are compared; `touched` are to be written, `gone` to be deleted. */
export class Suggestions {
  readonly #clusters = new Map<string, Cluster>();
  readonly #byLead = new Map<string, string>();
  readonly #touched = new Set<string>();
  readonly #gone = new Set<string>();

  constructor(
    standing: readonly Cluster[],
    private readonly words: SuggestionWords,
  ) {
    for (const cluster of standing) this.#place(cluster);
  }

  get touched(): Cluster[] {
    return [...this.#touched].map((id) => this.#clusters.get(id)).filter((cluster) => cluster !== undefined);
  }

  get gone(): string[] {
    return [...this.#gone];
  }

  /** The live cluster of a lead. */
  of(leadId: string): Cluster | undefined {
    return this.#clusters.get(this.#byLead.get(leadId) ?? '');
  }

  /**
   * Compares a lead with others: those of other submitters that are alike come into one suggestion with it. A confirmed cluster among
   * them gets what is new suggested; suggestions among them become one; of two confirmed clusters the one more alike takes the lead.
   */
  add(lead: Matter, others: readonly Matter[], refused: (a: string, b: string) => boolean): void {
    const found = others
      .filter(({ leadId, submitter }) => submitter !== lead.submitter && !refused(lead.leadId, leadId))
      .map((other) => ({ other, match: compare(lead, other) }))
      .flatMap(({ other, match }): FoundMatch[] => (match ? [{ other, ...match }] : []))
      .sort((a, b) => b.score - a.score || (a.other.leadId < b.other.leadId ? -1 : 1));
    const [best] = found;
    if (!best) return;
    const base = this.#baseFor(lead, found);
    const absorbed = this.#absorbed(base, lead, found);
    const own = this.of(lead.leadId);
    if (own && own.id !== base.id && !absorbed.includes(own)) return;
    const standing = [...base.members, ...absorbed.flatMap(({ members }) => members)];
    const added = this.#added(lead, best, found);
    const members = [...standing, ...added.slice(0, Math.max(0, MAX_MEMBERS - standing.length))];
    if (members.length === base.members.length || !ofSeveral(members.filter(isLive))) return;
    for (const { id } of absorbed) this.#remove(id);
    this.#place({ ...base, members: members.filter((member, index) => isNewest(members, member, index)) });
    this.#touched.add(base.id);
  }

  /**
   * Takes a changed lead's suggestions back; answers the other leads that were suggested with it, to be compared anew. What was confirmed
   * stays.
   */
  dissolve(leadId: string): string[] {
    const cluster = this.of(leadId);
    if (!cluster) return [];
    const suggested = cluster.members.filter(({ state }) => state === 'suggested');
    if (!suggested.some((member) => member.leadId === leadId)) return [];
    const members = cluster.members.filter(({ state }) => state !== 'suggested');
    this.#remove(cluster.id);
    if (cluster.status === 'confirmed') {
      this.#gone.delete(cluster.id);
      this.#place({ ...cluster, members });
      this.#touched.add(cluster.id);
    }
    return suggested.map((member) => member.leadId).filter((id) => id !== leadId);
  }

  #baseFor(lead: Matter, found: readonly FoundMatch[]): Cluster {
    const clusters = [lead.leadId, ...found.map(({ other }) => other.leadId)]
      .map((id) => this.of(id))
      .filter((cluster) => cluster !== undefined);
    const confirmed = clusters.find(({ status }) => status === 'confirmed');
    const [oldest] = clusters.sort((a, b) => (a.id < b.id ? -1 : 1));
    return confirmed ?? oldest ?? this.#begun(lead, found);
  }

  #begun(lead: Matter, found: readonly FoundMatch[]): Cluster {
    const { newId, on, at } = this.words;
    const leadIds = [lead.leadId, ...found.map(({ other }) => other.leadId)].slice(0, MAX_MEMBERS);
    const act = { act: 'suggested', on, at, agency: null, officer: null, leadIds, because: null } as const;
    return {
      id: newId(),
      status: 'suggested',
      members: [],
      suggestedOn: on,
      confirmedOn: null,
      confirmedBy: null,
      because: null,
      endedOn: null,
      acts: [act],
      version: 0,
    };
  }

  /** Other suggestions among those found, where all fit into one. */
  #absorbed(base: Cluster, lead: Matter, found: readonly FoundMatch[]): readonly Cluster[] {
    const clusters = [lead.leadId, ...found.map(({ other }) => other.leadId)].map((id) => this.of(id));
    const others = [...new Set(clusters)]
      .filter((cluster) => cluster !== undefined)
      .filter(({ id, status }) => status === 'suggested' && id !== base.id);
    const size = [base, ...others].reduce((sum, { members }) => sum + members.length, 0);
    return size <= MAX_MEMBERS ? others : [];
  }

  /** The lead and those found, as far as they stand in no cluster. */
  #added(lead: Matter, best: FoundMatch, found: readonly FoundMatch[]): Member[] {
    const free = ({ leadId }: Matter) => this.of(leadId) === undefined;
    return [
      ...(free(lead) ? [memberOf(lead, best.other, best)] : []),
      ...found.filter(({ other }) => free(other)).map((match) => memberOf(match.other, lead, match)),
    ];
  }

  #place(cluster: Cluster): void {
    this.#clusters.set(cluster.id, cluster);
    for (const member of cluster.members) if (isLive(member)) this.#byLead.set(member.leadId, cluster.id);
  }

  #remove(id: string): void {
    for (const { leadId } of this.#clusters.get(id)?.members ?? []) {
      if (this.#byLead.get(leadId) === id) this.#byLead.delete(leadId);
    }
    this.#clusters.delete(id);
    this.#touched.delete(id);
    this.#gone.add(id);
  }
}

/** A lead that was dismissed from a cluster and comes back stands in it once. */
function isNewest(members: readonly Member[], { leadId }: Member, index: number): boolean {
  return members.findLastIndex((member) => member.leadId === leadId) === index;
}

function memberOf(lead: Matter, like: Matter, { keys, score }: Match): Member {
  const { leadId, submitter } = lead;
  return { leadId, submitter, state: 'suggested', like: like.leadId, keys, score };
}
