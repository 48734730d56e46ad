import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { PatentStatusAnswered } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { LeadsService } from './leads.service.js';

/** Examination answered: the lead shows what its patent was on the day of the act. */
@Controller()
export class PatentStatusAnsweredHandler {
  constructor(private readonly leads: LeadsService) {}

  @EventPattern<string>(PatentStatusAnswered.type, { batch: true })
  handle(@Payload() answers: PatentStatusAnswered[], @Ctx() { tx, entries }: InboxContext): Promise<void> {
    const dated = answers.map((answer, index) => ({
      ...answer,
      answeredAt: entries[index]?.envelope.time ?? '',
    }));
    return this.leads.notePatentStatuses(tx, dated);
  }
}
