import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CasePatentAffected } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { CaseNotes } from './case-notes.service.js';

/** The register changed what a case rests on: the case shows it. */
@Controller()
export class CasePatentAffectedHandler {
  constructor(private readonly notes: CaseNotes) {}

  @EventPattern<string>(CasePatentAffected.type)
  handle(@Payload() told: CasePatentAffected, @Ctx() { tx }: InboxContext): Promise<void> {
    return this.notes.patentAffected(tx, told);
  }
}
