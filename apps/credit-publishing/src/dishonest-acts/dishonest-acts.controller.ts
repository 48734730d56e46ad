import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type Actor, AgencyDirectory, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Describe, IdPipe, type Language, languageOf, nextLink } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actKindsZh, type DishonestAct } from './dishonest-act.js';
import { actPage, ActsQueryDto, actView, RecordActDto } from './dishonest-acts.dto.js';
import { DishonestActsService } from './dishonest-acts.service.js';

@Controller('dishonest-acts')
export class DishonestActsController {
  constructor(
    private readonly db: Database,
    private readonly acts: DishonestActsService,
    private readonly agencies: AgencyDirectory,
  ) {}

  @Post()
  @Allow('dishonest-act:record')
  @Describe({
    summary:
      'Record a dishonest act; the party stands on a list where a basis in force names the act. The same record again is answered 200',
    answers: { 201: actView, 200: actView },
  })
  async record(
    @Body() body: RecordActDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') language?: string,
  ) {
    const { act, repeated } = await this.db.transact((tx) => this.acts.record(tx, body, actor));
    reply.status(repeated ? 200 : 201).header('location', `/dishonest-acts/${act.id}`);
    return this.viewOf(act, languageOf(language));
  }

  @Get()
  @Allow('dishonest-act:read')
  @Describe({
    summary: 'Dishonest acts that the caller may see, the newest first',
    answers: { 200: actPage },
  })
  async list(
    @Query() query: ActsQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') language?: string,
  ) {
    const { items, nextCursor } = await this.acts.list(this.db.manager, query, actor);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    return { items: items.map((act) => this.viewOf(act, languageOf(language))), nextCursor };
  }

  @Get(':id')
  @Allow('dishonest-act:read')
  @Describe({ summary: 'A dishonest act', answers: { 200: actView } })
  async show(
    @Param('id', IdPipe) id: string,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    return this.viewOf(await this.acts.find(this.db.manager, id, actor), languageOf(language));
  }

  private viewOf({ marking: _marking, whyZh, whyEn, ...act }: DishonestAct, language: Language) {
    const agencyName = this.agencies.find(act.agency)?.name ?? act.agency;
    const why = language === 'zh-CN' ? whyZh : whyEn;
    return { ...act, agencyName, kindZh: actKindsZh[act.kind], why };
  }
}
