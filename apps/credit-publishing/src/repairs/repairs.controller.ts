import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type Actor, AgencyDirectory, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Describe, IdPipe, type Language, languageOf, nextLink } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Repair } from './repair.js';
import { type RepairSubjects, subjectsOf } from './repair-subjects.js';
import {
  ApplyForRepairDto,
  DecideRepairDto,
  repairPage,
  RepairsQueryDto,
  repairView,
} from './repairs.dto.js';
import { RepairsService } from './repairs.service.js';

@Controller('repairs')
export class RepairsController {
  constructor(
    private readonly db: Database,
    private readonly repairs: RepairsService,
    private readonly agencies: AgencyDirectory,
  ) {}

  @Post()
  @Allow('repair:apply')
  @Describe({
    summary:
      'Ask that something be shown no longer; the answer says what the law makes of it, the agency decides',
    answers: { 201: repairView },
  })
  async apply(
    @Body() body: ApplyForRepairDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') language?: string,
  ) {
    const repair = await this.db.transact((tx) => this.repairs.apply(tx, body, actor));
    reply.status(201).header('location', `/repairs/${repair.id}`);
    return this.viewOf(repair, languageOf(language));
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Allow('repair:decide')
  @Describe({ summary: 'Grant a repair or refuse it, with reasons', answers: { 200: repairView } })
  async decide(
    @Param('id', IdPipe) id: string,
    @Body() body: DecideRepairDto,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    const repair = await this.db.transact((tx) => this.repairs.decide(tx, id, body, actor));
    return this.viewOf(repair, languageOf(language));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Allow('repair:apply')
  @Describe({ summary: 'Withdraw an application that is not decided', answers: { 200: repairView } })
  async withdraw(
    @Param('id', IdPipe) id: string,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    const repair = await this.db.transact((tx) => this.repairs.withdraw(tx, id, actor));
    return this.viewOf(repair, languageOf(language));
  }

  @Get()
  @Allow('repair:read')
  @Describe({
    summary: 'Applications handed in or decided by the caller, the newest first',
    answers: { 200: repairPage },
  })
  async list(
    @Query() query: RepairsQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') language?: string,
  ) {
    const { items, nextCursor } = await this.repairs.list(this.db.manager, query, actor);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    const subjects = await subjectsOf(this.db.manager, items);
    return { items: items.map((repair) => this.shown(repair, subjects, languageOf(language))), nextCursor };
  }

  @Get(':id')
  @Allow('repair:read')
  @Describe({ summary: 'An application for repair', answers: { 200: repairView } })
  async show(
    @Param('id', IdPipe) id: string,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    return this.viewOf(await this.repairs.find(this.db.manager, id, actor), languageOf(language));
  }

  private async viewOf(repair: Repair, language: Language) {
    return this.shown(repair, await subjectsOf(this.db.manager, [repair]), language);
  }

  private shown({ whyZh, whyEn, ...repair }: Repair, subjects: RepairSubjects, language: Language) {
    return {
      ...repair,
      agencyName: this.agencies.find(repair.agency)?.name ?? repair.agency,
      applicantName: this.agencies.find(repair.applicant)?.name ?? repair.applicant,
      why: language === 'zh-CN' ? whyZh : whyEn,
      subject: subjects.get(repair.subjectId) ?? null,
    };
  }
}
