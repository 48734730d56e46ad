import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { PublicityRecordRemoved } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { noteRemoved } from './case-publicity.store.js';

/** It is shown no longer. */
@Controller()
export class PublicityRecordRemovedHandler {
  @EventPattern<string>(PublicityRecordRemoved.type, { from: 'now' })
  handle(@Payload() told: PublicityRecordRemoved, @Ctx() { tx }: InboxContext): Promise<void> {
    return noteRemoved(tx, told);
  }
}
