import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CaseDecided } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { DecisionsService } from './decisions.service.js';

/** A decision was made: what the public may see of it is prepared. */
@Controller()
export class CaseDecidedHandler {
  constructor(private readonly decisions: DecisionsService) {}

  @EventPattern<string>(CaseDecided.type)
  handle(@Payload() event: CaseDecided, @Ctx() { tx }: InboxContext): Promise<void> {
    return this.decisions.receive(tx, event);
  }
}
