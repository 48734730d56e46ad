import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CaseClosed } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { CaseWatchService } from './case-watch.service.js';

/** A case that ended without a decision asks no longer. */
@Controller()
export class CaseClosedHandler {
  constructor(private readonly watch: CaseWatchService) {}

  @EventPattern<string>(CaseClosed.type, { batch: true })
  handle(@Payload() cases: CaseClosed[], @Ctx() { tx }: InboxContext): Promise<void> {
    return this.watch.closed(
      tx,
      cases.map(({ caseId }) => caseId),
    );
  }
}
