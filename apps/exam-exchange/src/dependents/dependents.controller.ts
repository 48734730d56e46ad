import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { type Actor, AgencyDirectory, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Describe, nextLink, pageOf, readCursor } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { numberIn } from '../patents/patents.dto.js';
import { dependentPage, DependentsQueryDto } from './dependents.dto.js';
import { type Dependent, pageOfDependents } from './dependents.store.js';
import { sightOf } from './sight.js';

const cursorKey = z.tuple([z.uuid()]);

/** What rests on a patent, as far as the caller may see it; known from the events of leads and cases. */
@Controller('patents')
export class DependentsController {
  constructor(
    private readonly db: Database,
    private readonly agencies: AgencyDirectory,
  ) {}

  @Get(':number/dependents')
  @Allow('patent:read')
  @Describe({
    summary:
      'Leads and cases that rest on a patent and that the caller may see, the newest first, each with the answer last given to it',
    answers: { 200: dependentPage },
  })
  async list(
    @Param('number') text: string,
    @Query() { kind, cursor, limit }: DependentsQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const [before] = readCursor(cursor, cursorKey) ?? [];
    const sight = sightOf(actor, this.agencies);
    const rows = await pageOfDependents(this.db.manager, numberIn(text), sight, {
      ...{ kind, before },
      limit: limit + 1,
    });
    const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    return { items: items.map((dependent) => this.viewOf(dependent)), nextCursor };
  }

  private viewOf({ answer, agency, answeredAt, ...dependent }: Dependent) {
    const { status, since, notes, basis, certainty } = answer;
    return {
      ...dependent,
      agency: { id: agency, name: this.agencies.find(agency)?.name ?? agency },
      ...{ status, since, notes, basis, certainty },
      answeredAt: answeredAt.toISOString(),
    };
  }
}
