import { Injectable } from '@nestjs/common';
import { DishonestActRecorded, ListEntryAdded, PublicityRecordPublished } from '@xianjie/contracts';
import { ChangeFeed, markedChanges } from '@xianjie/service';

/** Of which things of this service callers are told that they changed. */
@Injectable()
export class AnnouncedChanges {
  constructor(feed: ChangeFeed) {
    feed.add(
      markedChanges({
        ...{ topic: PublicityRecordPublished.topic, resource: 'publicity', permission: 'publicity:read' },
        ...{ purpose: 'credit', table: 'publicity_record' },
      }),
    );
    feed.add(
      markedChanges({
        ...{
          topic: DishonestActRecorded.topic,
          resource: 'dishonest-acts',
          permission: 'dishonest-act:read',
        },
        ...{ purpose: 'credit', table: 'dishonest_act' },
      }),
    );
    feed.add({
      ...{ topic: ListEntryAdded.topic, resource: 'lists', permission: 'list:read' },
      // Lists are public; that an entry was removed is what its readers must learn.
      viewers: async (_tx, ids) => new Map(ids.map((id) => [id, () => true])),
    });
  }
}
