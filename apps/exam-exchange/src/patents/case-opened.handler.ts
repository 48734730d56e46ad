import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CaseOpened } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { CaseWatchService } from './case-watch.service.js';

/** A case was opened: what happens to its patent from now on concerns it. */
@Controller()
export class CaseOpenedHandler {
  constructor(private readonly watch: CaseWatchService) {}

  @EventPattern<string>(CaseOpened.type, { batch: true })
  handle(@Payload() cases: CaseOpened[], @Ctx() { tx }: InboxContext): Promise<void> {
    return this.watch.watch(tx, cases);
  }
}
