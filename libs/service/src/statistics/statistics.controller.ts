import { Controller, Get, Inject, Query } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Clock } from '../clock.js';
import { Describe } from '../openapi/answers.js';
import type { ServiceOptions } from '../service.module.js';
import { SERVICE } from '../tokens.js';
import { Statistics } from './statistics.js';
import { StatisticsQueryDto, statisticsView } from './statistics.dto.js';

@Controller('statistics')
export class StatisticsController {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly statistics: Statistics,
    @Inject(SERVICE) private readonly service: ServiceOptions,
  ) {}

  @Get()
  @Allow('statistics:read')
  @Describe({
    summary:
      'Counts by province and month of what the caller may see, each with the list that leads to its cases',
    answers: { 200: statisticsView },
  })
  async count(@Query() months: StatisticsQueryDto, @CurrentActor() actor: Actor) {
    return {
      service: this.service.name,
      at: this.clock.now().toISOString(),
      ...months,
      measures: [...this.statistics.measures],
      rates: [...this.statistics.rates],
      cells: await this.statistics.count(this.db.manager, months, actor),
    };
  }
}
