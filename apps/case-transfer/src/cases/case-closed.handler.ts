import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CaseClosed } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { CasesService } from './cases.service.js';

/** A case that was closed may still be one that had to be transferred. */
@Controller()
export class CaseClosedHandler {
  constructor(private readonly cases: CasesService) {}

  @EventPattern<string>(CaseClosed.type, { from: 'export' })
  handle(@Payload() event: CaseClosed, @Ctx() { tx }: InboxContext): Promise<void> {
    return this.cases.noteClosed(tx, event);
  }
}
