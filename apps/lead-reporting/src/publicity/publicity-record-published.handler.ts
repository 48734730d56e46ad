import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { PublicityRecordPublished } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { notePublished } from './case-publicity.store.js';

/** A decision is shown to the public: the timeline of its case tells it. */
@Controller()
export class PublicityRecordPublishedHandler {
  @EventPattern<string>(PublicityRecordPublished.type, { from: 'now' })
  handle(@Payload() told: PublicityRecordPublished, @Ctx() { tx }: InboxContext): Promise<void> {
    return notePublished(tx, told);
  }
}
