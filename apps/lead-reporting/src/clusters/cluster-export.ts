import { Injectable } from '@nestjs/common';
import { ClusterConfirmed, ClusterUndone, type EventType } from '@xianjie/contracts';
import type { ExportedState, ExportSource } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';
import { ExportSources } from '@xianjie/service';
import { confirmedOf, undoneOf } from './cluster-events.js';
import type { Cluster } from './cluster.js';
import { ClusterEntity } from './cluster.entity.js';

/** Confirmed clusters, and those that were undone, for consumers that begin late. */
@Injectable()
export class ClusterExport implements ExportSource {
  readonly topic = ClusterConfirmed.topic;

  constructor(exports: ExportSources) {
    exports.add(this);
  }

  async states(manager: Tx, afterKey: string | undefined, limit: number): Promise<ExportedState[]> {
    const find = manager
      .getRepository(ClusterEntity)
      .createQueryBuilder('cluster')
      .where("cluster.status IN ('confirmed', 'undone')")
      .orderBy('cluster.id')
      .limit(limit);
    if (afterKey !== undefined) find.andWhere('cluster.id > :afterKey', { afterKey });
    return (await find.getMany()).map((cluster) => ({ key: cluster.id, events: stateOf(cluster) }));
  }
}

function stateOf(cluster: Cluster): (readonly [EventType, unknown])[] {
  const confirmed = [ClusterConfirmed, confirmedOf(cluster)] as const;
  return cluster.status === 'undone' ? [confirmed, [ClusterUndone, undoneOf(cluster)]] : [confirmed];
}
