import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { type Actor, AgencyDirectory, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Clock } from '../clock.js';
import { cursorOf, nextLink, readCursor } from '../dto/page.js';
import { Describe } from '../openapi/answers.js';
import { clockCounts, clockPage, ClocksQueryDto } from './clocks.dto.js';
import { mergeWork } from './merge-work.js';
import { RunningClocks, together } from './running-clocks.js';
import { Worklists } from './worklists.js';

const places = z.record(z.string(), z.array(z.string().max(64)).max(4));

/** What the caller's agency has to do, by legal time left. */
@Controller('clocks')
export class ClocksController {
  constructor(
    private readonly db: Database,
    private readonly worklists: Worklists,
    clock: Clock,
    agencies: AgencyDirectory,
  ) {
    worklists.add(new RunningClocks(clock, agencies, worklists));
  }

  @Get()
  @Allow('clock:read')
  @Describe({
    summary:
      "The worklist of the caller's agency: its limits up to Sunday and late ones of others that concern it; what ends first comes first",
    answers: { 200: clockPage },
  })
  async list(
    @Query() { bucket, cursor, limit }: ClocksQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const after = readCursor(cursor, z.tuple([places]))?.[0] ?? {};
    const { items, next } = await mergeWork(this.db.manager, this.worklists.sources, {
      actor,
      bucket,
      limit,
      after,
    });
    const nextCursor = next && cursorOf([next]);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    return { items, nextCursor };
  }

  @Get('counts')
  @Allow('clock:read')
  @Describe({
    summary: 'How many limits are late, end today, or end by Sunday',
    answers: { 200: clockCounts },
  })
  async counts(@CurrentActor() actor: Actor) {
    const { manager } = this.db;
    return together(await Promise.all(this.worklists.sources.map((source) => source.count(manager, actor))));
  }
}
