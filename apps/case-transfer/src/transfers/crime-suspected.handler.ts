import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CrimeSuspected } from '@xianjie/contracts';
import { InboxContext } from '@xianjie/messaging';
import { TransfersService } from './transfers.service.js';

/** A crime is suspected in a case: it is taken up for transfer. */
@Controller()
export class CrimeSuspectedHandler {
  constructor(private readonly transfers: TransfersService) {}

  @EventPattern<string>(CrimeSuspected.type, { from: 'export' })
  handle(@Payload() suspicion: CrimeSuspected, @Ctx() { tx }: InboxContext): Promise<void> {
    return this.transfers.suspected(tx, suspicion);
  }
}
