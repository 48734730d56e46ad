import { Body, Controller, Get, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Describe, IdPipe, nextLink, overLatest } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { rowOf, viewOf } from './case-view.js';
import { casePage, caseView } from './case-view.dto.js';
import { CasesQueryDto, NameOfficersDto, NamePartyDto, OpenCaseDto } from './cases.dto.js';
import { CasesService } from './cases.service.js';

@Controller('cases')
export class CasesController {
  constructor(
    private readonly db: Database,
    private readonly cases: CasesService,
  ) {}

  @Post()
  @Allow('case:open')
  @Describe({
    summary: 'Open a case, on a lead or without one; the same number for the same case is answered 200',
    answers: { 201: caseView, 200: caseView },
  })
  async open(
    @Body() body: OpenCaseDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const path = body.leadId ? `/leads/${body.leadId}` : '/cases';
    return overLatest(path, () =>
      this.db.transact(async (tx) => {
        const { opened, repeated } = await this.cases.open(tx, body, actor);
        reply.status(repeated ? 200 : 201).header('location', `/cases/${opened.id}`);
        return viewOf(opened, await this.cases.clocks(tx, opened), this.cases.now());
      }),
    );
  }

  @Get()
  @Allow('case:read')
  @Describe({
    summary:
      'Cases of the caller’s agency and of those under it: the newest first, or by the time left for deciding',
    answers: { 200: casePage },
  })
  async list(
    @Query() query: CasesQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { items, nextCursor } = await this.cases.list(this.db.manager, query, actor);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    const now = this.cases.now();
    return { items: items.map(({ found, clock }) => rowOf(found, clock, now)), nextCursor };
  }

  @Get(':id')
  @Allow('case:read')
  @Describe({
    summary:
      'A case: facts, findings, decisions, milestones, limits, transfer, what became of its patent, history',
    answers: { 200: caseView },
  })
  async show(@Param('id', IdPipe) id: string, @CurrentActor() actor: Actor) {
    const found = await this.cases.find(this.db.manager, id, actor);
    return viewOf(found, await this.cases.clocks(this.db.manager, found), this.cases.now());
  }

  @Put(':id/party')
  @Allow('case:record')
  @Describe({
    summary: 'Name the party, or another one, while nothing is decided',
    answers: { 200: caseView },
  })
  async nameParty(
    @Param('id', IdPipe) id: string,
    @Body() { party, ...words }: NamePartyDto,
    @CurrentActor() actor: Actor,
  ) {
    return overLatest(`/cases/${id}`, () =>
      this.db.transact(async (tx) => {
        const named = await this.cases.nameParty(tx, id, party, words, actor);
        return viewOf(named, await this.cases.clocks(tx, named), this.cases.now());
      }),
    );
  }

  @Put(':id/officers')
  @Allow('case:record')
  @Describe({ summary: 'Name the officers who handle it from now on', answers: { 200: caseView } })
  async nameOfficers(
    @Param('id', IdPipe) id: string,
    @Body() { officers, ...words }: NameOfficersDto,
    @CurrentActor() actor: Actor,
  ) {
    return overLatest(`/cases/${id}`, () =>
      this.db.transact(async (tx) => {
        const named = await this.cases.nameOfficers(tx, id, officers, words, actor);
        return viewOf(named, await this.cases.clocks(tx, named), this.cases.now());
      }),
    );
  }
}
