import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { type CalendarNotice, CalendarNoticeSchema } from '@xianjie/calendar';
import { currentCalendar, loadNotice } from '@xianjie/deadlines';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { z } from 'zod';
import { Clock } from '../clock.js';
import { createDto } from '../dto/create-dto.js';
import { Describe } from '../openapi/answers.js';

class LoadNoticeDto extends createDto(CalendarNoticeSchema) {}

const loadView = z.object({
  year: z.number().int(),
  changed: z.boolean().meta({ description: "false: the year's last notice said the same" }),
});

const calendarView = z.object({
  years: z.array(
    z.object({
      year: z.number().int(),
      source: z.string(),
      weekdayHolidays: z.array(z.string()),
      makeUpWorkdays: z.array(z.string()),
    }),
  ),
});

/** The official working days as this service counts them, and how the notice on the next year comes in. */
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('calendar:read')
  @Describe({
    summary: 'The years whose working days are loaded, with the notice of each',
    answers: { 200: calendarView },
  })
  async show() {
    const calendar = await currentCalendar(this.db.manager);
    return { years: calendar.years.map((year) => calendar.year(year)) };
  }

  @Post('notices')
  @HttpCode(200)
  @Allow('calendar:load')
  @Describe({
    summary: "Load the State Council's notice on a year; running clocks are computed anew. Again is harmless",
    answers: { 200: loadView },
  })
  async load(@Body() notice: LoadNoticeDto, @CurrentActor() actor: Actor) {
    const given = notice as CalendarNotice;
    const changed = await this.db.transact((tx) => loadNotice(tx, given, actor, this.clock));
    return { year: given.year, changed };
  }
}
