import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { TransferStepTaken } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { CaseNotes } from './case-notes.service.js';

/** A step of the transfer was taken: the case shows it, and whether it bars a fine. */
@Controller()
export class TransferStepTakenHandler {
  constructor(private readonly notes: CaseNotes) {}

  @EventPattern<string>(TransferStepTaken.type)
  handle(@Payload() told: TransferStepTaken, @Ctx() { tx }: InboxContext): Promise<void> {
    return this.notes.transferStepTaken(tx, told);
  }
}
