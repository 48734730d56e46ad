import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { TransferOpened } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { CaseNotes } from './case-notes.service.js';

/** A transfer of the case was opened: the case shows it, and what is owed to it. */
@Controller()
export class TransferOpenedHandler {
  constructor(private readonly notes: CaseNotes) {}

  @EventPattern<string>(TransferOpened.type)
  handle(@Payload() told: TransferOpened, @Ctx() { tx }: InboxContext): Promise<void> {
    return this.notes.transferOpened(tx, told);
  }
}
