import { Controller, Get, Param } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Describe, IdPipe } from '@xianjie/service';
import { decides } from '../lists/lists.controller.js';
import { historyView } from './history.dto.js';
import { HistoryService } from './history.service.js';

/** What became of what is shown, and what is to come of it. */
@Controller()
export class HistoryController {
  constructor(
    private readonly db: Database,
    private readonly history: HistoryService,
  ) {}

  @Get('publicity/:id/history')
  @Allow('publicity:read')
  @Describe({
    summary:
      'What was done with a publicity record, by whom and why, what is awaited, and what its period brings',
    answers: { 200: historyView },
  })
  async ofRecord(@Param('id', IdPipe) id: string, @CurrentActor() actor: Actor) {
    return { items: await this.history.ofRecord(this.db.manager, id, actor) };
  }

  @Get('list-entries/:id/history')
  @Allow('list:read')
  @Describe({
    summary: 'What put a party on a list, prolonged its entry or took it off, and what the term brings',
    answers: { 200: historyView },
  })
  async ofEntry(@Param('id', IdPipe) id: string, @CurrentActor() actor: Actor) {
    return { items: await this.history.ofEntry(this.db.manager, id, decides(actor), actor) };
  }
}
