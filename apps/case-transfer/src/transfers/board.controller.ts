import { Controller, Get, Headers, Param } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Clock, Describe, IdPipe, languageOf } from '@xianjie/service';
import { TRANSFER_STATES, type TransferState } from '@xianjie/statutes';
import { countByState, MOST_COUNTED } from './board.store.js';
import { NextSteps } from './next-steps.service.js';
import { countsView, nextStepsView } from './next-steps.views.js';
import { nameOf } from './transfer-view.js';

const states = [...(Object.keys(TRANSFER_STATES) as TransferState[]), 'UNDECIDED', 'FORWARDED'] as const;

/** What a worklist needs beside its pages: how many there are in each state and what may come next. */
@Controller('transfers')
export class BoardController {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly next: NextSteps,
  ) {}

  @Get('counts')
  @Allow('transfer:read')
  @Describe({
    summary: 'How many transfers the caller sees in each state, and how many of them are late',
    answers: { 200: countsView },
  })
  async counts(@CurrentActor() { agency }: Actor, @Headers('accept-language') header?: string) {
    const language = languageOf(header);
    const counts = await countByState(this.db.manager, agency.id, states, this.clock.now());
    const items = counts
      .filter(({ count }) => count > 0)
      .map((each) => ({ ...each, stateName: nameOf(each.state as (typeof states)[number], language) }));
    return { items, most: MOST_COUNTED };
  }

  @Get(':id/next')
  @Allow('transfer:read')
  @Describe({
    summary:
      'The steps that may come next: by whom, by when, under which article, what each asks, and what forbids it to the caller now',
    answers: { 200: nextStepsView },
  })
  steps(
    @Param('id', IdPipe) id: string,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    return this.next.of(this.db.manager, id, actor, languageOf(language));
  }
}
