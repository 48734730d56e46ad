import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database, type Tx } from '@xianjie/persistence';
import { Describe, IdPipe, nextLink } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Recipient } from './circular.js';
import { CircularAnswersService } from './circular-answers.service.js';
import {
  circularPage,
  CircularsQueryDto,
  circularView,
  type CircularView,
  CorrectCircularDto,
  DistributeCircularDto,
  EndCircularDto,
  ProposeCircularDto,
  ReportOutcomeDto,
} from './circulars.dto.js';
import { CircularsService, type CircularWithRecipients } from './circulars.service.js';

@Controller('circulars')
export class CircularsController {
  constructor(
    private readonly db: Database,
    private readonly circulars: CircularsService,
    private readonly answers: CircularAnswersService,
  ) {}

  @Post()
  @Allow('circular:propose')
  @Describe({
    summary: 'Put a handled counterfeit case forward to be circulated',
    answers: { 201: circularView },
  })
  async propose(
    @Body() body: ProposeCircularDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const circular = await this.db.transact((tx) => this.circulars.propose(tx, body, actor));
    reply.status(201).header('location', `/circulars/${circular.id}`);
    return this.viewOf({ circular, recipients: [] }, actor);
  }

  @Get()
  @Allow('circular:read')
  @Describe({
    summary: 'Circulars that the caller may see, the newest first',
    answers: { 200: circularPage },
  })
  async list(
    @Query() query: CircularsQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { items, nextCursor } = await this.circulars.list(this.db.manager, query, actor);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    return { items: items.map((each) => this.viewOf(each, actor)), nextCursor };
  }

  @Get(':id')
  @Allow('circular:read')
  @Describe({ summary: 'A circular, with what its addressees did', answers: { 200: circularView } })
  async show(@Param('id', IdPipe) id: string, @CurrentActor() actor: Actor) {
    return this.viewOf(await this.circulars.find(this.db.manager, id, actor), actor);
  }

  @Post(':id/distribution')
  @HttpCode(200)
  @Allow('circular:approve')
  @Describe({
    summary: 'Tell a checked case to other agencies; held back while a transfer is open',
    answers: { 200: circularView },
  })
  distribute(
    @Param('id', IdPipe) id: string,
    @Body() body: DistributeCircularDto,
    @CurrentActor() actor: Actor,
  ) {
    return this.run(actor, (tx) => this.circulars.distribute(tx, id, body, actor));
  }

  @Post(':id/return')
  @HttpCode(200)
  @Allow('circular:approve')
  @Describe({ summary: 'Send a proposal back, with reasons', answers: { 200: circularView } })
  sendBack(@Param('id', IdPipe) id: string, @Body() body: EndCircularDto, @CurrentActor() actor: Actor) {
    return this.run(actor, (tx) => this.circulars.sendBack(tx, id, body, actor));
  }

  @Put(':id')
  @Allow('circular:approve')
  @Describe({
    summary: 'Correct what a circular says; its addressees acknowledge anew',
    answers: { 200: circularView },
  })
  correct(@Param('id', IdPipe) id: string, @Body() body: CorrectCircularDto, @CurrentActor() actor: Actor) {
    return this.run(actor, (tx) => this.circulars.correct(tx, id, body, actor));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Allow('circular:approve')
  @Describe({ summary: 'Withdraw a circular, with reasons', answers: { 200: circularView } })
  withdraw(@Param('id', IdPipe) id: string, @Body() body: EndCircularDto, @CurrentActor() actor: Actor) {
    return this.run(actor, (tx) => this.circulars.withdraw(tx, id, body, actor));
  }

  @Post(':id/reminder')
  @HttpCode(200)
  @Allow('circular:approve')
  @Describe({ summary: 'Remind the addressees that have not acknowledged', answers: { 200: circularView } })
  remind(@Param('id', IdPipe) id: string, @CurrentActor() actor: Actor) {
    return this.run(actor, (tx) => this.answers.remind(tx, id, actor));
  }

  @Post(':id/acknowledgement')
  @HttpCode(200)
  @Allow('circular:answer')
  @Describe({
    summary: 'Acknowledge a circular, or its newest correction; again is harmless',
    answers: { 200: circularView },
  })
  acknowledge(@Param('id', IdPipe) id: string, @CurrentActor() actor: Actor) {
    return this.run(actor, (tx) => this.answers.acknowledge(tx, id, actor));
  }

  @Post(':id/outcome')
  @HttpCode(200)
  @Allow('circular:answer')
  @Describe({
    summary: 'Say what came of a circular; a later report replaces the earlier one',
    answers: { 200: circularView },
  })
  report(@Param('id', IdPipe) id: string, @Body() body: ReportOutcomeDto, @CurrentActor() actor: Actor) {
    return this.run(actor, (tx) => this.answers.report(tx, id, body, actor));
  }

  private async run(actor: Actor, work: (tx: Tx) => Promise<CircularWithRecipients>): Promise<CircularView> {
    return this.viewOf(await this.db.transact(work), actor);
  }

  private viewOf(seen: CircularWithRecipients, actor: Actor): CircularView {
    const { marking: _marking, acts, ...circular } = seen.circular;
    const recipients = this.circulars.shownTo(seen, actor).map((each) => this.recipientView(each, seen));
    return {
      ...circular,
      recipients,
      silent: recipients.filter(({ state }) => state === 'silent').map(({ name }) => name),
      acts: [...acts],
    };
  }

  private recipientView(recipient: Recipient, { circular }: CircularWithRecipients) {
    const { circularId: _id, acknowledgedAt, outcomeAt, remindedAt, ...rest } = recipient;
    const instant = (at: Date | null) => at && at.toISOString();
    return {
      ...rest,
      name: this.circulars.nameOf(recipient.agency),
      state: this.circulars.stateOf(recipient, circular),
      acknowledgedAt: instant(acknowledgedAt),
      outcomeAt: instant(outcomeAt),
      remindedAt: instant(remindedAt),
    };
  }
}
