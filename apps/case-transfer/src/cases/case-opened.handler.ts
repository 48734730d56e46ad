import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CaseOpened } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { CasesService } from './cases.service.js';

/** A case is known by its number from its opening on. */
@Controller()
export class CaseOpenedHandler {
  constructor(private readonly cases: CasesService) {}

  @EventPattern<string>(CaseOpened.type, { from: 'export' })
  handle(@Payload() event: CaseOpened, @Ctx() { tx }: InboxContext): Promise<void> {
    return this.cases.noteOpened(tx, event);
  }
}
