import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { DecisionAnnulled } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { CasesService } from './cases.service.js';

/** A decision that was annulled fines nobody. */
@Controller()
export class DecisionAnnulledHandler {
  constructor(private readonly cases: CasesService) {}

  @EventPattern<string>(DecisionAnnulled.type, { from: 'export' })
  handle(@Payload() event: DecisionAnnulled, @Ctx() { tx }: InboxContext): Promise<void> {
    return this.cases.noteAnnulled(tx, event);
  }
}
