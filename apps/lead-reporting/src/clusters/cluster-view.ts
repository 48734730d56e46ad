import type { Lead } from '../leads/lead.js';
import { type Cluster, isLive, scoreOf } from './cluster.js';
import type { ClusterView } from './clusters.dto.js';
import { matchKeys } from './matter.js';

/** A cluster with those of its leads that the caller may see, and how many others there are. */
export function viewOf(cluster: Cluster, seen: ReadonlyMap<string, Lead>): ClusterView {
  const ended = cluster.status === 'dismissed' || cluster.status === 'undone';
  const members = cluster.members.filter((member) => ended || isLive(member));
  const leads = members.flatMap(({ leadId, state, keys, score, like }) => {
    const lead = seen.get(leadId);
    if (!lead) return [];
    const { submitter, externalNo, subject, patentNumber, actType, actOn, areaCode, goods, status } = lead;
    const shownLike = seen.has(like) ? like : null;
    const summary = { submitter, externalNo, patentNumber, actType, actOn, areaCode, goods, status };
    return [
      { leadId, state, keys: [...keys], score, like: shownLike, subjectName: subject.name, ...summary },
    ];
  });
  const { id, status, suggestedOn, confirmedOn, confirmedBy, endedOn, because, version } = cluster;
  return {
    id,
    status,
    score: scoreOf({ ...cluster, members }),
    keys: matchKeys.filter((key) => members.some(({ keys }) => keys.includes(key))),
    suggestedOn,
    confirmedOn,
    confirmedBy,
    endedOn,
    because,
    leads,
    others: members.length - leads.length,
    acts: cluster.acts.map(({ act, on, at, agency, officer, leadIds, because: why }) => ({
      act,
      on,
      at,
      agency,
      officer,
      leads: leadIds.length,
      because: why,
    })),
    version,
  };
}
