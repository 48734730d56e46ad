import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Describe, IdPipe, nextLink } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { entryPage, entryView, ListsQueryDto } from './lists.dto.js';
import { ListsService } from './lists.service.js';

@Controller('list-entries')
export class ListsController {
  constructor(
    private readonly db: Database,
    private readonly lists: ListsService,
  ) {}

  @Get()
  @Allow('list:read')
  @Describe({
    summary:
      'Entries of the dishonesty lists, the newest first; removed ones are seen by agencies that decide on them',
    answers: { 200: entryPage },
  })
  async list(
    @Query() query: ListsQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const page = await this.lists.list(this.db.manager, query, decides(actor));
    const link = nextLink(request.url, page.nextCursor);
    if (link) reply.header('link', link);
    return page;
  }

  @Get(':id')
  @Allow('list:read')
  @Describe({ summary: 'A list entry', answers: { 200: entryView } })
  show(@Param('id', IdPipe) id: string, @CurrentActor() actor: Actor) {
    return this.lists.find(this.db.manager, id, decides(actor));
  }
}

/** After its removal an entry is neither shown nor shared; the agencies keep their files. */
function decides({ agency }: Actor): boolean {
  return agency.kind.startsWith('patent-office') || agency.kind === 'corps';
}
