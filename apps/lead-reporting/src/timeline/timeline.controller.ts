import { Controller, Get, Param } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Describe, IdPipe } from '@xianjie/service';
import { timelineView } from './timeline.dto.js';
import { TimelineService } from './timeline.service.js';

/** What happened to a matter, hop by hop, and what has not happened yet. */
@Controller()
export class TimelineController {
  constructor(
    private readonly db: Database,
    private readonly timeline: TimelineService,
  ) {}

  @Get('leads/:id/timeline')
  @Allow('lead:read')
  @Describe({
    summary:
      'Every hop of a lead between agencies, with receipts, patent answers, its cluster, its case, circulars, transfer and publicity, as far as the caller may see them; gaps as gaps',
    answers: { 200: timelineView },
  })
  async ofLead(@Param('id', IdPipe) id: string, @CurrentActor() actor: Actor) {
    return { items: await this.timeline.ofLead(this.db.manager, id, actor) };
  }

  @Get('cases/:id/timeline')
  @Allow('case:read')
  @Describe({
    summary: 'The same of a case, from the lead it began with',
    answers: { 200: timelineView },
  })
  async ofCase(@Param('id', IdPipe) id: string, @CurrentActor() actor: Actor) {
    return { items: await this.timeline.ofCase(this.db.manager, id, actor) };
  }
}
