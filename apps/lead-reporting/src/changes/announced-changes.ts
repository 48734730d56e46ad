import { Injectable } from '@nestjs/common';
import { CaseOpened, CircularDistributed, ClusterConfirmed, LeadSubmitted } from '@xianjie/contracts';
import { ChangeFeed, markedChanges } from '@xianjie/service';
import { viewersOfClusters } from '../clusters/clusters.store.js';

/** Of which things of this service callers are told that they changed. */
@Injectable()
export class AnnouncedChanges {
  constructor(feed: ChangeFeed) {
    const purpose = 'enforcement';
    feed.add(
      markedChanges({
        topic: LeadSubmitted.topic,
        resource: 'leads',
        permission: 'lead:read',
        purpose,
        table: 'lead',
      }),
    );
    feed.add(
      markedChanges({
        ...{ topic: CaseOpened.topic, resource: 'cases', permission: 'case:read', purpose },
        table: 'administrative_case',
      }),
    );
    feed.add(
      markedChanges({
        ...{ topic: CircularDistributed.topic, resource: 'circulars', permission: 'circular:read', purpose },
        table: 'circular',
      }),
    );
    feed.add({
      topic: ClusterConfirmed.topic,
      resource: 'clusters',
      permission: 'cluster:read',
      viewers: viewersOfClusters,
    });
  }
}
