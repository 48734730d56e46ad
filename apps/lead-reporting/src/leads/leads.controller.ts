import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { DomainError } from '@xianjie/errors';
import { type Actor, Allow, assertOwnAgency, CurrentActor } from '@xianjie/identity';
import { requireOutboxRoom } from '@xianjie/messaging';
import { Database } from '@xianjie/persistence';
import {
  answerLines,
  Describe,
  IdPipe,
  issuesOf,
  languageOf,
  lineStream,
  LOGGER,
  type Logger,
  nextLink,
} from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Draft, issuesOfContent, issuesOfSubmitter } from './lead.js';
import type { LeadContent } from './lead-content.js';
import { LeadIntake } from './lead-intake.js';
import { viewOf } from './lead-view.js';
import {
  CorrectLeadDto,
  leadPage,
  LeadsQueryDto,
  leadView,
  SubmitLeadDto,
  submitLeadSchema,
  WithdrawLeadDto,
} from './leads.dto.js';
import { LeadsService } from './leads.service.js';

@Controller('leads')
export class LeadsController {
  constructor(
    private readonly db: Database,
    private readonly leads: LeadsService,
    private readonly intake: LeadIntake,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Post()
  @Allow('lead:submit')
  @Describe({
    summary: 'Submit a lead; the same lead again is answered 200 with what is there',
    answers: { 201: leadView, 200: leadView },
  })
  async submit(
    @Body() { submitter, ...content }: SubmitLeadDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') language?: string,
  ) {
    if (submitter !== undefined) assertOwnAgency(actor, submitter);
    const draft = this.drafted(content);
    const { lead, repeated } = await this.intake.submit(draft, actor);
    reply.status(repeated ? 200 : 201).header('location', `/leads/${lead.id}`);
    return viewOf(lead, languageOf(language));
  }

  @Post('bulk')
  @HttpCode(200)
  @Allow('lead:submit')
  @Describe({
    summary:
      'Submit leads, one a line; answers one line per line, each once it is committed: accepted, repeated or rejected',
    accepts: 'application/x-ndjson',
    gives: 'application/x-ndjson',
  })
  async bulk(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    await requireOutboxRoom(this.db);
    const answers = answerLines<Draft, { status: string }>(body, {
      read: (value) => this.readLine(value, actor),
      keyOf: (draft) => draft.content.externalNo,
      apply: (drafts) => this.db.transact((tx) => this.leads.submitMany(tx, drafts, actor)),
      admit: () => requireOutboxRoom(this.db),
      language: languageOf(language),
      failed: (err) => this.logger.error({ err }, 'bulk submission failed'),
    });
    return lineStream(answers);
  }

  @Get()
  @Allow('lead:read')
  @Describe({ summary: 'Leads that the caller may see, the newest first', answers: { 200: leadPage } })
  async list(
    @Query() query: LeadsQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') language?: string,
  ) {
    const { items, nextCursor } = await this.leads.list(this.db.manager, query, actor);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    return { items: items.map((lead) => viewOf(lead, languageOf(language))), nextCursor };
  }

  @Get(':id')
  @Allow('lead:read')
  @Describe({ summary: 'A lead', answers: { 200: leadView } })
  async show(
    @Param('id', IdPipe) id: string,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    return viewOf(await this.leads.find(this.db.manager, id, actor), languageOf(language));
  }

  @Put(':id')
  @Allow('lead:correct')
  @Describe({
    summary: 'Correct a lead: its whole content anew; what it said before is kept',
    answers: { 200: leadView },
  })
  async correct(
    @Param('id', IdPipe) id: string,
    @Body() { submitter, ...content }: CorrectLeadDto,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    if (submitter !== undefined) assertOwnAgency(actor, submitter);
    const corrected = this.drafted(content).content;
    const lead = await this.db.transact((tx) => this.leads.correct(tx, id, corrected, actor));
    return viewOf(lead, languageOf(language));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Allow('lead:correct')
  @Describe({ summary: 'Withdraw a lead, with the reason', answers: { 200: leadView } })
  async withdraw(
    @Param('id', IdPipe) id: string,
    @Body() { reason }: WithdrawLeadDto,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    const lead = await this.db.transact((tx) => this.leads.withdraw(tx, id, reason, actor));
    return viewOf(lead, languageOf(language));
  }

  private drafted(content: LeadContent): Draft {
    const issues = issuesOfContent(content, this.leads.today());
    if (issues.length === 0) return this.leads.draft(content);
    throw new DomainError('invalid', 'input.invalid', 'The input breaks a rule; see errors', {
      zh: '输入不符合要求，详见 errors',
      issues,
    });
  }

  private readLine(value: unknown, actor: Actor) {
    const read = submitLeadSchema.safeParse(value);
    if (!read.success) return { issues: issuesOf(submitLeadSchema, value, read.error) };
    const { submitter, ...content } = read.data;
    const issues = [...issuesOfSubmitter(submitter, actor), ...issuesOfContent(content, this.leads.today())];
    return issues.length > 0 ? { issues } : { item: this.leads.draft(content) };
  }
}
