import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { LeadCorrected } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { PatentsService } from './patents.service.js';
import { questionsOf } from './questions.js';

/** A corrected lead asks anew, or no longer. */
@Controller()
export class LeadCorrectedHandler {
  constructor(private readonly patents: PatentsService) {}

  @EventPattern<string>(LeadCorrected.type, { batch: true })
  async handle(@Payload() leads: LeadCorrected[], @Ctx() { tx }: InboxContext): Promise<void> {
    const questions = questionsOf(leads);
    const asking = new Set(questions.map((question) => question.leadId));
    await this.patents.forget(
      tx,
      leads.map((lead) => lead.leadId).filter((id) => !asking.has(id)),
    );
    await this.patents.ask(tx, questions);
  }
}
