import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { requireOutboxRoom } from '@xianjie/messaging';
import { Database } from '@xianjie/persistence';
import {
  answerLines,
  Describe,
  issuesOf,
  languageOf,
  lineStream,
  LOGGER,
  type Logger,
  nextLink,
} from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PatentReport } from './patent.js';
import type { FoundPatent } from './patent-search.js';
import { endOfTerm, termOf } from './patent-status.js';
import {
  numberIn,
  patentPage,
  patentReportSchema,
  PatentsQueryDto,
  patentView,
  StatusQueryDto,
  statusView,
  TimelineQueryDto,
  timelineView,
} from './patents.dto.js';
import { PatentsService } from './patents.service.js';

@Controller('patents')
export class PatentsController {
  constructor(
    private readonly db: Database,
    private readonly patents: PatentsService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Post('import')
  @HttpCode(200)
  @Allow('patent:import')
  @Describe({
    summary:
      'Take in patents and their legal events, one a line; answers one line per line: recorded, changed, repeated or rejected',
    accepts: 'application/x-ndjson',
    gives: 'application/x-ndjson',
  })
  async import(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    await requireOutboxRoom(this.db);
    const answers = answerLines<PatentReport, { status: string }>(body, {
      read: readReport,
      keyOf: (report) => report.patentNumber,
      apply: (reports) => this.db.transact((tx) => this.patents.importMany(tx, reports, actor)),
      admit: () => requireOutboxRoom(this.db),
      language: languageOf(language),
      failed: (err) => this.logger.error({ err }, 'import failed'),
    });
    return lineStream(answers);
  }

  @Get()
  @Allow('patent:read')
  @Describe({
    summary: 'Patents by number, title, type, and status on a day, in the order of their numbers',
    answers: { 200: patentPage },
  })
  async list(
    @Query() query: PatentsQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { on, items, nextCursor } = await this.patents.search(this.db.manager, query);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    return { on, items: items.map(listed), nextCursor };
  }

  @Get(':number')
  @Allow('patent:read')
  @Describe({ summary: 'A patent with its legal events', answers: { 200: patentView } })
  async show(@Param('number') text: string) {
    const { number: patentNumber, ...patent } = await this.patents.find(this.db.manager, numberIn(text));
    return { patentNumber, ...patent, endsOn: endOfTerm(patent) };
  }

  @Get(':number/timeline')
  @Allow('patent:read')
  @Describe({
    summary:
      'The life of a patent: its status period by period, its legal events, and when the register learned of each, as it knows or knew it',
    answers: { 200: timelineView },
  })
  async timeline(@Param('number') text: string, @Query() { knownAt }: TimelineQueryDto) {
    const { patent, periods, ...rest } = await this.patents.timelineOf(
      this.db.manager,
      numberIn(text),
      knownAt,
    );
    const { number: patentNumber, title, type, filedOn } = patent;
    const { years: termYears, certainty: termCertainty } = termOf(patent);
    return {
      ...{ patentNumber, title, type, filedOn, termYears, termCertainty },
      endsOn: endOfTerm(patent),
      ...rest,
      periods: periods.map(({ restsOn, ...period }) => ({
        ...period,
        restsOn: restsOn.map(({ number }) => number),
      })),
    };
  }

  @Get(':number/status')
  @Allow('patent:read')
  @Describe({
    summary:
      'Status of a patent as of a day (today unless told), as the register knows it or knew it at an instant, with the events and articles it rests on',
    answers: { 200: statusView },
  })
  async status(@Param('number') text: string, @Query() { asOf, knownAt }: StatusQueryDto) {
    const patentNumber = numberIn(text);
    return { patentNumber, ...(await this.patents.statusOf(this.db.manager, patentNumber, asOf, knownAt)) };
  }
}

function listed({ patent, answer: { restsOn: _restsOn, ...answer } }: FoundPatent) {
  const { number: patentNumber, type, title, filedOn, legalEvents } = patent;
  const lastEvent = [...legalEvents].sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1)).at(-1) ?? null;
  return { patentNumber, type, title, filedOn, endsOn: endOfTerm(patent), ...answer, lastEvent };
}

function readReport(value: unknown) {
  const read = patentReportSchema.safeParse(value);
  return read.success ? { item: read.data } : { issues: issuesOf(patentReportSchema, value, read.error) };
}
