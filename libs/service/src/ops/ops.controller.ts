import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { DomainError } from '@xianjie/errors';
import { Allow } from '@xianjie/identity';
import {
  type EventLog,
  eventsOfTrace,
  findInLog,
  parkedOfTrace,
  standingOf,
  type TracedEvent,
} from '@xianjie/messaging';
import { Database, type Tx } from '@xianjie/persistence';
import { Describe } from '../openapi/answers.js';
import type { ServiceOptions } from '../service.module.js';
import { EVENT_LOG, SERVICE } from '../tokens.js';
import { MarksQueryDto, marksView, opsState, TraceQueryDto, traceView } from './ops.dto.js';
import { OpsStates } from './ops-state.js';

const LOCATED = 10;

/** What operators see of a service: whether events move, and which way one took. */
@Controller('ops')
export class OpsController {
  constructor(
    private readonly db: Database,
    private readonly states: OpsStates,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(SERVICE) private readonly service: ServiceOptions,
  ) {}

  @Get('state')
  @Allow('ops:read')
  @Describe({
    summary: 'Outbox, relay, lag by topic in events and seconds, silent sources, parked keys, late clocks',
    answers: { 200: opsState },
  })
  state() {
    return this.states.read();
  }

  @Get('traces/:traceId')
  @Allow('ops:read')
  @Describe({
    summary:
      'What happened here under a trace: lines of the trail, events written with what became of them, streams set aside. Ask each service',
    answers: { 200: traceView },
  })
  async trace(@Param('traceId') text: string, @Query() { days, locate }: TraceQueryDto) {
    const traceId = traceIdIn(text);
    const { manager } = this.db;
    const events = await eventsOfTrace(manager, traceId, days);
    const offsets = locate ? await this.offsetsOf(events.slice(0, LOCATED)) : [];
    return {
      service: this.service.name,
      traceId,
      acts: await actsOfTrace(manager, traceId, days),
      events: events.map(({ occurredAt, ...event }, index) => ({
        ...event,
        occurredAt: occurredAt.toISOString(),
        offset: offsets[index] ?? null,
      })),
      parked: await parkedOfTrace(manager, traceId),
    };
  }

  @Get('marks')
  @Allow('ops:read')
  @Describe({
    summary: 'How far this service has applied streams, its own or of others; none where it applied nothing',
    answers: { 200: marksView },
  })
  async marks(@Query() { streamId }: MarksQueryDto) {
    return { service: this.service.name, items: await standingOf(this.db.manager, streamId) };
  }

  /** One after another: the log is not asked more at once for a person's question. */
  private async offsetsOf(events: readonly TracedEvent[]): Promise<(string | null)[]> {
    const offsets: (string | null)[] = [];
    for (const event of events) {
      const offset = event.sent ? await findInLog(this.log, event) : undefined;
      offsets.push(offset === undefined ? null : String(offset));
    }
    return offsets;
  }
}

/** Throws DomainError `invalid` (`trace.malformed`). */
function traceIdIn(text: string): string {
  const id = text.toLowerCase();
  if (/^[0-9a-f]{32}$/.test(id)) return id;
  const message = 'A trace id has 32 hexadecimal digits';
  const messageZh = '跟踪编号应为32位十六进制数字';
  throw new DomainError('invalid', 'trace.malformed', message, {
    zh: messageZh,
    issues: [{ field: 'traceId', rule: 'trace.malformed', message, messageZh }],
  });
}

async function actsOfTrace(tx: Tx, traceId: string, days: number) {
  const rows = await tx.query<{ at: Date; act: string; subjectId: string; agency: string }[]>(
    `SELECT at, act, subject_id AS "subjectId", agency_id AS agency FROM audit_entry
     WHERE at >= now() - make_interval(days => $2) AND trace_id = $1 ORDER BY at, ord LIMIT 200`,
    [traceId, days],
  );
  return rows.map(({ at, ...act }) => ({ ...act, at: at.toISOString() }));
}
