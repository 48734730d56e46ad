import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Describe, IdPipe, languageOf, nextLink, overLatest } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Lead } from '../leads/lead.js';
import { viewOf } from '../leads/lead-view.js';
import { leadView } from '../leads/leads.dto.js';
import { type WaitingLead, waitingPage } from './case-view.dto.js';
import { EndCheckDto, ExtendCheckDto, WaitingQueryDto } from './cases.dto.js';
import type { CheckLimits } from './waiting-leads.js';
import { WaitingLeads } from './waiting-leads.service.js';

/** Leads on which nobody has opened a case yet. */
@Controller()
export class WaitingLeadsController {
  constructor(
    private readonly db: Database,
    private readonly waiting: WaitingLeads,
  ) {}

  @Get('cases/unopened')
  @Allow('case:read')
  @Describe({
    summary: 'Leads on which the competent agencies, the caller’s and those under it, opened no case in time',
    answers: { 200: waitingPage },
  })
  async list(
    @Query() query: WaitingQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const limits = await this.waiting.limits(this.db.manager);
    const { items, nextCursor } = await this.waiting.list(this.db.manager, query, actor, limits);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    return { items: items.map((lead) => waitingView(lead, limits)), nextCursor };
  }

  @Post('leads/:id/check-extension')
  @HttpCode(200)
  @Allow('lead:handle')
  @Describe({
    summary: 'The competent agency takes longer to check a lead, as its head approved',
    answers: { 200: leadView },
  })
  async extend(
    @Param('id', IdPipe) id: string,
    @Body() body: ExtendCheckDto,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    const lead = await overLatest(`/leads/${id}`, () =>
      this.db.transact((tx) => this.waiting.extend(tx, id, body, actor)),
    );
    return viewOf(lead, languageOf(language));
  }

  @Post('leads/:id/check-end')
  @HttpCode(200)
  @Allow('lead:handle')
  @Describe({ summary: 'The competent agency opens no case, and says why', answers: { 200: leadView } })
  async end(
    @Param('id', IdPipe) id: string,
    @Body() body: EndCheckDto,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    const lead = await overLatest(`/leads/${id}`, () =>
      this.db.transact((tx) => this.waiting.end(tx, id, body, actor)),
    );
    return viewOf(lead, languageOf(language));
  }
}

function waitingView(lead: Lead, limits: CheckLimits): WaitingLead {
  const { id, submitter, externalNo, source, subject, patentNumber, actType, actOn, areaCode } = lead;
  const { dueOn, provisional, rule } = limits.of(lead);
  const extended = lead.check.state === 'extended';
  const certain = extended ? (rule.extensions[0] ?? rule) : rule;
  return {
    ...{ leadId: id, submitter, externalNo, source, subjectName: subject.name, patentNumber, actType, actOn },
    ...{ areaCode, competent: lead.competent ?? '', assignedOn: lead.assignedOn },
    ...{ dueOn, late: limits.isLate(lead), provisional, extended },
    ...{ basis: certain.basis, certainty: certain.certainty, advice: certain.certainty === 'RECALLED' },
    version: lead.version,
  };
}
