import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CaseDecided } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { CaseWatchService } from './case-watch.service.js';

/** A decided case is told of its patent's fall as well: what was not carried out yet falls with it. */
@Controller()
export class CaseDecidedHandler {
  constructor(private readonly watch: CaseWatchService) {}

  @EventPattern<string>(CaseDecided.type, { batch: true })
  handle(@Payload() cases: CaseDecided[], @Ctx() { tx }: InboxContext): Promise<void> {
    return this.watch.decided(
      tx,
      cases.map(({ caseId }) => caseId),
    );
  }
}
