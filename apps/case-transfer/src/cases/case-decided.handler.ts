import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CaseDecided } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { CasesService } from './cases.service.js';

/** A fine imposed elsewhere is always noted, and flagged where it stands against a transfer. */
@Controller()
export class CaseDecidedHandler {
  constructor(private readonly cases: CasesService) {}

  @EventPattern<string>(CaseDecided.type, { from: 'export' })
  handle(@Payload() event: CaseDecided, @Ctx() { tx }: InboxContext): Promise<void> {
    return this.cases.noteDecision(tx, event);
  }
}
