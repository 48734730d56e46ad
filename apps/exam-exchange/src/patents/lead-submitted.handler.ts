import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { LeadSubmitted } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { PatentsService } from './patents.service.js';
import { questionsOf } from './questions.js';

/** A lead names a patent: what was its status on the day of the act? */
@Controller()
export class LeadSubmittedHandler {
  constructor(private readonly patents: PatentsService) {}

  @EventPattern<string>(LeadSubmitted.type, { batch: true })
  handle(@Payload() leads: LeadSubmitted[], @Ctx() { tx }: InboxContext): Promise<void> {
    return this.patents.ask(tx, questionsOf(leads));
  }
}
