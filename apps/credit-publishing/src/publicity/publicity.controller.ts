import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import type { LocalDate } from '@xianjie/identifiers';
import { type Actor, AgencyDirectory, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Clock, Describe, IdPipe, nextLink } from '@xianjie/service';
import { Statutes } from '@xianjie/statutes';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Decision } from '../decisions/decision.js';
import {
  CorrectRecordDto,
  PublicityQueryDto,
  PublishRecordDto,
  recordDetail,
  recordPage,
  recordView,
  TakeBackRecordDto,
  WithholdRecordDto,
} from './publicity.dto.js';
import { shownPart } from './publicity-events.js';
import type { PublicityRecord } from './publicity-record.js';
import { PublicityService } from './publicity.service.js';
import { layoutOf } from './published-layout.js';
import { publishRuleOf, ruleOf, showingOf } from './showing.js';

@Controller('publicity')
export class PublicityController {
  constructor(
    private readonly db: Database,
    private readonly publicity: PublicityService,
    private readonly agencies: AgencyDirectory,
    private readonly statutes: Statutes,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('publicity:read')
  @Describe({
    summary: 'Publicity records that the caller may see, the newest first',
    answers: { 200: recordPage },
  })
  async list(
    @Query() query: PublicityQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { items, nextCursor } = await this.publicity.list(this.db.manager, query, actor);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    return { items: items.map(({ record, decision }) => this.listed(record, decision)), nextCursor };
  }

  @Get(':id')
  @Allow('publicity:read')
  @Describe({ summary: 'A publicity record, with its decision', answers: { 200: recordDetail } })
  async show(@Param('id', IdPipe) id: string, @CurrentActor() actor: Actor) {
    const { record, decision } = await this.publicity.find(this.db.manager, id, actor);
    return { ...this.listed(record, decision), ...this.detailOf(record, decision) };
  }

  @Post(':id/publication')
  @HttpCode(200)
  @Allow('publicity:publish')
  @Describe({ summary: 'Show a prepared record to the public from today on', answers: { 200: recordView } })
  async publish(
    @Param('id', IdPipe) id: string,
    @Body() { version }: PublishRecordDto,
    @CurrentActor() actor: Actor,
  ) {
    return viewOf(await this.db.transact((tx) => this.publicity.publish(tx, id, version, actor)));
  }

  @Put(':id')
  @Allow('publicity:publish')
  @Describe({ summary: 'Correct what a record says, with the reason', answers: { 200: recordView } })
  async correct(
    @Param('id', IdPipe) id: string,
    @Body() body: CorrectRecordDto,
    @CurrentActor() actor: Actor,
  ) {
    return viewOf(await this.db.transact((tx) => this.publicity.correct(tx, id, body, actor)));
  }

  @Post(':id/withholding')
  @HttpCode(200)
  @Allow('publicity:publish')
  @Describe({ summary: 'Do not show a prepared record, with the reason', answers: { 200: recordView } })
  async withhold(
    @Param('id', IdPipe) id: string,
    @Body() { version, reason }: WithholdRecordDto,
    @CurrentActor() actor: Actor,
  ) {
    return viewOf(await this.db.transact((tx) => this.publicity.withhold(tx, id, version, reason, actor)));
  }

  @Post(':id/removal')
  @HttpCode(200)
  @Allow('publicity:publish')
  @Describe({ summary: 'Take back a record that is shown, with the reason', answers: { 200: recordView } })
  async takeBack(
    @Param('id', IdPipe) id: string,
    @Body() body: TakeBackRecordDto,
    @CurrentActor() actor: Actor,
  ) {
    return viewOf(await this.db.transact((tx) => this.publicity.takeBack(tx, id, body, actor)));
  }

  private listed(record: PublicityRecord, decision: Decision) {
    const { decidedOn, partyKind, partyName } = decision;
    const showing = showingOf(record, decision, this.clock.today() as LocalDate, this.statutes);
    return { ...viewOf(record), agencyName: this.nameOf(decision), decidedOn, partyKind, partyName, showing };
  }

  private nameOf({ agency }: Decision): string {
    return this.agencies.find(agency)?.name ?? agency;
  }

  private detailOf(record: PublicityRecord, decision: Decision) {
    const { caseId, penalties, annulledOn } = decision;
    const agencyName = this.nameOf(decision);
    const rule = ruleOf(record, decision, this.statutes);
    return {
      ...{ caseId, penalties: [...penalties], annulledOn },
      rule: rule ? { ...rule.rule, says: rule.why } : null,
      publishRule: publishRuleOf(record, decision, this.statutes) ?? null,
      fineFen: String(decision.fineFen),
      confiscationFen: String(decision.confiscationFen),
      row: record.status === 'published' ? layoutOf(shownPart(record, decision), agencyName) : null,
    };
  }
}

function viewOf({ marking, period: _period, ...record }: PublicityRecord) {
  return { ...record, agency: marking.owner };
}
