import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { LocalDate } from '@xianjie/identifiers';
import { type Actor, AgencyDirectory, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Clock, Describe, IdPipe, nextLink } from '@xianjie/service';
import { Statutes } from '@xianjie/statutes';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { termOfEntry } from './entry-term.js';
import type { ListEntry } from './list-entry.js';
import { entryPage, entryView, ListsQueryDto } from './lists.dto.js';
import { ListsService } from './lists.service.js';

@Controller('list-entries')
export class ListsController {
  constructor(
    private readonly db: Database,
    private readonly lists: ListsService,
    private readonly agencies: AgencyDirectory,
    private readonly statutes: Statutes,
    private readonly clock: Clock,
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
    const { items, nextCursor } = await this.lists.list(this.db.manager, query, decides(actor));
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    return { items: items.map((entry) => this.viewOf(entry)), nextCursor };
  }

  @Get(':id')
  @Allow('list:read')
  @Describe({ summary: 'A list entry', answers: { 200: entryView } })
  async show(@Param('id', IdPipe) id: string, @CurrentActor() actor: Actor) {
    return this.viewOf(await this.lists.find(this.db.manager, id, decides(actor)));
  }

  private viewOf(entry: ListEntry) {
    const agencyName = this.agencies.find(entry.agency)?.name ?? entry.agency;
    return { ...entry, agencyName, ...termOfEntry(entry, this.clock.today() as LocalDate, this.statutes) };
  }
}

/** After its removal an entry is neither shown nor shared; the agencies keep their files. */
export function decides({ agency }: Actor): boolean {
  return agency.kind.startsWith('patent-office') || agency.kind === 'corps';
}
