import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CaseFindingsRecorded } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { CasesService } from './cases.service.js';

/** Findings may carry a duty to transfer, which later ones do not hide. */
@Controller()
export class CaseFindingsRecordedHandler {
  constructor(private readonly cases: CasesService) {}

  @EventPattern<string>(CaseFindingsRecorded.type, { from: 'export' })
  handle(@Payload() event: CaseFindingsRecorded, @Ctx() { tx }: InboxContext): Promise<void> {
    return this.cases.noteFindings(tx, event);
  }
}
