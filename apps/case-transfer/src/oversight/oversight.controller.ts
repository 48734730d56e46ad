import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import {
  Clock,
  Describe,
  IdPipe,
  languageOf,
  nextLink,
  type Page,
  PageQueryDto,
  pageOf,
  readCursor,
} from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { stepView, viewOf } from '../transfers/transfer-view.js';
import { GiveOpinionDto } from '../transfers/transfers.dto.js';
import { TransfersService } from '../transfers/transfers.service.js';
import { findSeated } from '../transfers/transfers.store.js';
import { stepTaken } from '../transfers/transfers.views.js';
import { pageOfCopies } from './copies.store.js';
import {
  copyPage,
  CopiesQueryDto,
  finePage,
  untransferredPage,
  UntransferredQueryDto,
} from './oversight.dto.js';
import { pageOfFines, pageOfUntransferred } from './oversight.store.js';

const dated = z.tuple([z.iso.date(), z.uuid()]);

/** What the procuratorate of a place watches: it reads, and no one it watches can hold anything back. */
@Controller('oversight')
export class OversightController {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly transfers: TransfersService,
  ) {}

  @Get('copies')
  @Allow('transfer:oversee')
  @Describe({
    summary:
      'What the procuratorate received: letters with their lists, decisions, flagged fines, lateness; the newest first',
    answers: { 200: copyPage },
  })
  async copies(
    @Query() { kind, caseId, cursor, limit }: CopiesQueryDto,
    @CurrentActor() { agency }: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const [before] = readCursor(cursor, z.tuple([z.uuid()])) ?? [];
    const rows = await pageOfCopies(this.db.manager, agency.id, { kind, caseId, before, limit: limit + 1 });
    const page = pageOf(rows, limit, ({ id }) => [id]);
    const items = page.items.map(({ procuratorate: _own, at, ...copy }) => ({
      ...copy,
      at: at.toISOString(),
    }));
    return linked({ ...page, items }, request, reply);
  }

  @Get('untransferred')
  @Allow('transfer:oversee')
  @Describe({
    summary:
      'Cases of its area whose findings carry a duty to transfer and that have not reached the police; the oldest duty first',
    answers: { 200: untransferredPage },
  })
  async untransferred(
    @Query() { agency, stage, cursor, limit }: UntransferredQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const after = readCursor(cursor, dated);
    const rows = await pageOfUntransferred(this.db.manager, actor.agency.id, { agency, stage, after, limit });
    return linked(
      pageOf(rows, limit, ({ dutySince, caseId }) => [dutySince, caseId]),
      request,
      reply,
    );
  }

  @Get('fines')
  @Allow('transfer:oversee')
  @Describe({
    summary: 'Fines that stand against a transfer (以罚代刑), the latest first',
    answers: { 200: finePage },
  })
  async fines(
    @Query() { cursor, limit }: PageQueryDto,
    @CurrentActor() { agency }: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const rows = await pageOfFines(this.db.manager, agency.id, readCursor(cursor, dated), limit);
    return linked(
      pageOf(rows, limit, ({ decisionOn, decisionId }) => [decisionOn, decisionId]),
      request,
      reply,
    );
  }

  @Post('cases/:id/opinions')
  @Allow('transfer:give-opinion')
  @Describe({
    summary: 'Ask the agency to transfer a case, whatever became of it: a transfer opens, or opens again',
    answers: { 201: stepTaken, 200: stepTaken },
  })
  async opinion(
    @Param('id', IdPipe) caseId: string,
    @Body() body: GiveOpinionDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') header?: string,
  ) {
    const language = languageOf(header);
    const { transfer, step, repeated } = await this.db.transact((tx) =>
      this.transfers.giveOpinion(tx, caseId, body, actor),
    );
    const { reader } = await this.db.transact((tx) => findSeated(tx, transfer.id, actor.agency.id));
    reply.status(repeated ? 200 : 201).header('location', `/transfers/${transfer.id}`);
    return {
      transfer: viewOf(transfer, reader, this.clock.now(), language),
      step: stepView(transfer, step, reader, language),
      repeated,
      acknowledgement: null,
    };
  }
}

function linked<T>(page: Page<T>, request: FastifyRequest, reply: FastifyReply): Page<T> {
  const link = nextLink(request.url, page.nextCursor);
  if (link) reply.header('link', link);
  return page;
}
