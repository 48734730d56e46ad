import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { DecisionAnnulled } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { DecisionsService } from './decisions.service.js';

/** A decision was annulled: what is shown of it is withdrawn. */
@Controller()
export class DecisionAnnulledHandler {
  constructor(private readonly decisions: DecisionsService) {}

  @EventPattern<string>(DecisionAnnulled.type)
  handle(@Payload() event: DecisionAnnulled, @Ctx() { tx }: InboxContext): Promise<void> {
    return this.decisions.annul(tx, event);
  }
}
