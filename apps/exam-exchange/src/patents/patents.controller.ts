import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { type PatentNumber, PatentNumberSchema } from '@xianjie/identifiers';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { requireOutboxRoom } from '@xianjie/messaging';
import { Database } from '@xianjie/persistence';
import {
  answerLines,
  check,
  Describe,
  issuesOf,
  languageOf,
  lineStream,
  LOGGER,
  type Logger,
} from '@xianjie/service';
import { z } from 'zod';
import { endOfTerm } from './patent-status.js';
import type { PatentReport } from './patent.js';
import { patentReportSchema, patentView, StatusQueryDto, statusView } from './patents.dto.js';
import { PatentsService } from './patents.service.js';

const address = z.strictObject({ number: PatentNumberSchema });

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

  @Get(':number')
  @Allow('patent:read')
  @Describe({ summary: 'A patent with its legal events', answers: { 200: patentView } })
  async show(@Param('number') text: string) {
    const { number: patentNumber, ...patent } = await this.patents.find(this.db.manager, numberIn(text));
    return { patentNumber, ...patent, endsOn: endOfTerm(patent) };
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

function numberIn(text: string): PatentNumber {
  return check(address, { number: text }).number;
}

function readReport(value: unknown) {
  const read = patentReportSchema.safeParse(value);
  return read.success ? { item: read.data } : { issues: issuesOf(patentReportSchema, value, read.error) };
}
