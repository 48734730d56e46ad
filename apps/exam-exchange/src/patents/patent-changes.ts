import { Injectable } from '@nestjs/common';
import { PatentRecorded } from '@xianjie/contracts';
import { ChangeFeed } from '@xianjie/service';

/** The register is open to all who may read it: all of them are told when a patent changed. */
@Injectable()
export class PatentChanges {
  constructor(feed: ChangeFeed) {
    feed.add({
      ...{ topic: PatentRecorded.topic, resource: 'patents', permission: 'patent:read' },
      viewers: async (_tx, numbers) => new Map(numbers.map((number) => [number, () => true])),
    });
  }
}
