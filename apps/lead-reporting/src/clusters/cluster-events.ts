import type { ClusterConfirmed, ClusterUndone } from '@xianjie/contracts';
import type { Cluster } from './cluster.js';

/** What a confirmed cluster, or one that was, tells others: everything confirmed so far. */
export function confirmedOf({ id, acts, confirmedOn, confirmedBy }: Cluster): ClusterConfirmed {
  const leadIds = acts.filter(({ act }) => act === 'confirmed').flatMap((act) => act.leadIds);
  return {
    clusterId: id,
    leadIds: [...new Set(leadIds)].sort(),
    confirmedOn: confirmedOn ?? '',
    agency: confirmedBy ?? '',
  };
}

export function undoneOf({ id, acts, endedOn }: Cluster): ClusterUndone {
  const last = acts.findLast(({ act }) => act === 'undone');
  return { clusterId: id, undoneOn: endedOn ?? '', agency: last?.agency ?? '' };
}
