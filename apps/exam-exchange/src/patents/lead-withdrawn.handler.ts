import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { LeadWithdrawn } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { PatentsService } from './patents.service.js';

/** A withdrawn lead is no longer followed. */
@Controller()
export class LeadWithdrawnHandler {
  constructor(private readonly patents: PatentsService) {}

  @EventPattern<string>(LeadWithdrawn.type, { batch: true })
  handle(@Payload() leads: LeadWithdrawn[], @Ctx() { tx }: InboxContext): Promise<void> {
    return this.patents.forget(
      tx,
      leads.map((lead) => lead.leadId),
    );
  }
}
