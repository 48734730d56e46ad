import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import type { MatchKey } from './matter.js';

/** A lead in a cluster, and the other lead of the cluster that it has most in common with. */
export interface Member {
  readonly leadId: string;
  readonly submitter: string;
  readonly state: 'suggested' | 'confirmed' | 'dismissed' | 'undone';
  readonly like: string;
  readonly keys: readonly MatchKey[];
  /** 60 to 100, see `compare`. */
  readonly score: number;
}

/** What was done to a cluster; suggestions are the system's own. */
export interface ClusterAct {
  readonly act: 'suggested' | 'confirmed' | 'dismissed' | 'undone';
  readonly on: LocalDate;
  /** RFC 3339. */
  readonly at: string;
  readonly agency: string | null;
  readonly officer: string | null;
  readonly leadIds: readonly string[];
  readonly because: string | null;
}

/**
 * Leads of several submitters on one matter. The leads stay what they are. A confirmed cluster may have further leads suggested;
 * a suggestion that nobody touched goes away without trace when its leads change.
 */
export interface Cluster {
  readonly id: string;
  readonly status: 'suggested' | 'confirmed' | 'dismissed' | 'undone';
  readonly members: readonly Member[];
  readonly suggestedOn: LocalDate;
  readonly confirmedOn: LocalDate | null;
  /** Agency whose officer confirmed it last. */
  readonly confirmedBy: string | null;
  readonly because: string | null;
  readonly endedOn: LocalDate | null;
  readonly acts: readonly ClusterAct[];
  readonly version: number;
}

/** Who acts, and when. */
export interface Acting {
  readonly agency: string;
  readonly officer: string;
  readonly on: LocalDate;
  readonly at: string;
}

/** Where a cluster is looked for: it awaits an officer, is confirmed (and may await one again), or was put away. */
export const shelves = ['awaiting', 'confirmed', 'ended'] as const;
export type Shelf = (typeof shelves)[number];

export function shelvesOf({ status, members }: Cluster): Shelf[] {
  if (status === 'dismissed' || status === 'undone') return ['ended'];
  const awaiting = members.some(({ state }) => state === 'suggested');
  return [
    ...(awaiting ? (['awaiting'] as const) : []),
    ...(status === 'confirmed' ? (['confirmed'] as const) : []),
  ];
}

export const isLive = ({ state }: Member): boolean => state === 'suggested' || state === 'confirmed';

/** The least that any of its leads has in common with another. */
export function scoreOf({ members }: Cluster): number {
  return Math.min(...members.map(({ score }) => score));
}

/** Whether leads of two submitters are among these. */
export function ofSeveral(members: readonly Member[]): boolean {
  return new Set(members.map(({ submitter }) => submitter)).size > 1;
}

/**
 * An officer says that these are one matter: `leadIds` of the suggested ones that it sees, all of these unless told; the others stay
 * suggested. Throws `invalid` (`cluster.lead-unknown`), `conflict` (`cluster.ended`, `cluster.nothing-suggested`, `cluster.too-few`).
 */
export function confirmCluster(
  cluster: Cluster,
  seen: ReadonlySet<string>,
  named: readonly string[] | undefined,
  acting: Acting,
): Cluster {
  requireLive(cluster);
  const leadIds = named ?? [...seen];
  requireMembers(cluster, seen, leadIds);
  const added = new Set(
    cluster.members
      .filter(({ leadId, state }) => state === 'suggested' && leadIds.includes(leadId))
      .map(({ leadId }) => leadId),
  );
  if (added.size === 0) throw nothingSuggested();
  const members = inState(cluster.members, added, 'confirmed');
  if (!ofSeveral(members.filter(({ state }) => state === 'confirmed'))) {
    throw new DomainError('conflict', 'cluster.too-few', 'A cluster has leads of at least two submitters', {
      zh: '串并线索至少应包含两个报送机关的线索',
    });
  }
  return {
    ...cluster,
    status: 'confirmed',
    members,
    confirmedOn: acting.on,
    confirmedBy: acting.agency,
    acts: [...cluster.acts, actOf('confirmed', acting, [...added], null)],
  };
}

/** An officer says that what is suggested is not one matter. Throws `conflict` as `confirmCluster`. */
export function dismissSuggestion(cluster: Cluster, because: string, acting: Acting): Cluster {
  requireLive(cluster);
  const suggested = idsIn(cluster, 'suggested');
  if (suggested.size === 0) throw nothingSuggested();
  const members = inState(cluster.members, suggested, 'dismissed');
  const acts = [...cluster.acts, actOf('dismissed', acting, [...suggested], because)];
  if (cluster.status === 'confirmed') return { ...cluster, members, acts };
  return { ...cluster, status: 'dismissed', members, acts, because, endedOn: acting.on };
}

/** What was confirmed is taken back. Throws `conflict` (`cluster.not-confirmed`). */
export function undoCluster(cluster: Cluster, because: string, acting: Acting): Cluster {
  if (cluster.status !== 'confirmed') {
    throw new DomainError('conflict', 'cluster.not-confirmed', `Cluster ${cluster.id} is not confirmed`, {
      zh: `串并线索 ${cluster.id} 未经确认`,
    });
  }
  const live = new Set(cluster.members.filter(isLive).map(({ leadId }) => leadId));
  return {
    ...cluster,
    status: 'undone',
    members: inState(cluster.members, live, 'undone'),
    because,
    endedOn: acting.on,
    acts: [...cluster.acts, actOf('undone', acting, [...live], because)],
  };
}

export const idsIn = ({ members }: Cluster, state: Member['state']): Set<string> =>
  new Set(members.filter((member) => member.state === state).map(({ leadId }) => leadId));

function inState(
  members: readonly Member[],
  ids: ReadonlySet<string>,
  state: Member['state'],
): readonly Member[] {
  return members.map((member) => (ids.has(member.leadId) ? { ...member, state } : member));
}

function actOf(
  act: ClusterAct['act'],
  { on, at, agency, officer }: Acting,
  leadIds: readonly string[],
  because: string | null,
): ClusterAct {
  return { act, on, at, agency, officer, leadIds, because };
}

function requireLive({ id, status }: Cluster): void {
  if (status === 'suggested' || status === 'confirmed') return;
  throw new DomainError('conflict', 'cluster.ended', `Cluster ${id} was ${status}`, {
    zh: `串并线索 ${id} 已${status === 'undone' ? '撤销' : '驳回'}`,
  });
}

function requireMembers({ members }: Cluster, seen: ReadonlySet<string>, leadIds: readonly string[]): void {
  const known = new Set(members.map(({ leadId }) => leadId));
  const issues = leadIds.flatMap((id, index) =>
    known.has(id) && seen.has(id)
      ? []
      : [
          {
            field: `leadIds[${index}]`,
            rule: 'cluster.lead-unknown',
            message: 'This lead is not in the cluster',
            messageZh: '该线索不在串并范围内',
          },
        ],
  );
  if (issues.length === 0) return;
  throw new DomainError('invalid', 'cluster.lead-unknown', 'A lead named is not in the cluster', {
    zh: '所列线索不在串并范围内',
    issues,
  });
}

const nothingSuggested = () =>
  new DomainError('conflict', 'cluster.nothing-suggested', 'Nothing is suggested here', {
    zh: '没有待确认的线索',
  });
