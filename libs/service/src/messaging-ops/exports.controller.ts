import { Controller, Get, Header, Inject, Param, Query, type StreamableFile } from '@nestjs/common';
import { Allow } from '@xianjie/identity';
import { exportLines, type EventLog } from '@xianjie/messaging';
import { Database } from '@xianjie/persistence';
import { z } from 'zod';
import { createDto } from '../dto/create-dto.js';
import { lineStream } from '../http/lines.js';
import { Describe } from '../openapi/answers.js';
import type { ServiceOptions } from '../service.module.js';
import { EVENT_LOG, SERVICE } from '../tokens.js';
import { ExportSources } from './export-sources.js';

class ExportQueryDto extends createDto(
  z.strictObject({
    after: z
      .string()
      .max(512)
      .regex(/^\P{Cc}+$/u)
      .optional()
      .describe('Key of the last aggregate received'),
  }),
) {}

/** The present state of a topic, for consumers that begin late (architecture §3). */
@Controller('exports')
export class ExportsController {
  constructor(
    private readonly db: Database,
    private readonly sources: ExportSources,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(SERVICE) private readonly service: ServiceOptions,
  ) {}

  @Get(':topic')
  @Header('content-type', 'application/x-ndjson')
  @Allow('event:export')
  @Describe({
    summary:
      'The state of each aggregate as events with its stream number, one a line, after the log ends to go on from; without a last line `end`, ask on with `after`',
    gives: 'application/x-ndjson',
  })
  export(@Param('topic') topic: string, @Query() { after }: ExportQueryDto): Promise<StreamableFile> {
    const env = { db: this.db, log: this.log, service: this.service.name };
    return lineStream(exportLines(env, this.sources.all, topic, after));
  }
}
