import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { EventConsumer, type ParkedEvent, type ParkedStream, type ReleaseOutcome } from '@xianjie/messaging';
import { Database } from '@xianjie/persistence';
import { z } from 'zod';
import { pageOf, readCursor } from '../dto/page.js';
import { Describe } from '../openapi/answers.js';
import {
  AcceptLogDto,
  GiveUpDto,
  ParkedQueryDto,
  parkedEvents,
  parkedPage,
  releaseView,
  StreamDto,
  StreamQueryDto,
} from './parked.dto.js';

/** What operators do with events that could not be applied, and with partitions that stopped (architecture §3). */
@Controller('parked')
export class ParkedController {
  constructor(
    private readonly db: Database,
    private readonly consumer: EventConsumer,
  ) {}

  @Get()
  @Allow('parked:read')
  @Describe({ summary: 'Parked streams, with the reason of each', answers: { 200: parkedPage } })
  async list(@Query() { limit, cursor, reason }: ParkedQueryDto) {
    const after = readCursor(cursor, z.tuple([z.string().max(768)]))?.[0];
    const page = { limit: limit + 1, ...(after !== undefined && { after }), ...(reason && { reason }) };
    const streams = await this.consumer.parked.list(page);
    const { items, nextCursor } = pageOf(streams, limit, ({ streamId }) => [streamId]);
    return { items: items.map(viewOfStream), nextCursor };
  }

  @Get('events')
  @Allow('parked:read')
  @Describe({
    summary: 'The first hundred events parked of a stream, decoded',
    answers: { 200: parkedEvents },
  })
  async show(@Query() { streamId }: StreamQueryDto) {
    return { items: (await this.consumer.parked.show(streamId)).map(viewOfEvent) };
  }

  @Post('dry-run')
  @HttpCode(200)
  @Allow('parked:release')
  @Describe({
    summary: 'What a release of the stream would do, without effect',
    answers: { 200: releaseView },
  })
  async dryRun(@Body() { streamId }: StreamDto) {
    return viewOfOutcome(await this.consumer.parked.dryRun(streamId));
  }

  @Post('release')
  @HttpCode(200)
  @Allow('parked:release')
  @Describe({ summary: 'Apply the parked events of the stream, in order', answers: { 200: releaseView } })
  async release(@Body() { streamId }: StreamDto, @CurrentActor() actor: Actor) {
    const outcome = await this.consumer.parked.release(streamId);
    const { applied, remaining } = outcome;
    await this.db.transact((tx) =>
      recordAudit(tx, actor, 'parked.release', streamId, { applied, remaining }),
    );
    return viewOfOutcome(outcome);
  }

  @Post('give-up')
  @HttpCode(200)
  @Allow('parked:release')
  @Describe({
    summary: 'Leave what is in the way unapplied, with a reason on record, and go on behind it',
    answers: { 200: releaseView },
  })
  async giveUp(@Body() { streamId, because }: GiveUpDto, @CurrentActor() actor: Actor) {
    const by = `${actor.agency.id}${actor.officer ? `/${actor.officer.id}` : ''}`;
    await this.db.transact((tx) => recordAudit(tx, actor, 'parked.give-up', streamId, { because }));
    return viewOfOutcome(await this.consumer.parked.giveUp(streamId, because, by));
  }

  @Post('accept-log')
  @HttpCode(204)
  @Allow('parked:release')
  @Describe({
    summary: 'Let a stopped partition go on with the log as it is; what is missing is asked for again',
    answers: { 204: null },
  })
  async acceptLog(@Body() { topic, partition }: AcceptLogDto, @CurrentActor() actor: Actor): Promise<void> {
    await this.consumer.acceptLog({ topic, partition });
    await this.db.transact((tx) => recordAudit(tx, actor, 'partition.accept-log', `${topic}/${partition}`));
  }
}

function viewOfStream({ applied, since, ...rest }: ParkedStream) {
  return { ...rest, applied: String(applied), since: since.toISOString() };
}

function viewOfEvent({ number, offset, parkedAt, value, undecodable, ...rest }: ParkedEvent) {
  return {
    ...rest,
    number: String(number),
    offset: String(offset),
    parkedAt: parkedAt.toISOString(),
    value: jsonOf(value),
    undecodable: undecodable ?? null,
  };
}

/** JSON has no 64-bit numbers; they are given as text. */
function jsonOf(value: unknown): unknown {
  if (value === undefined) return undefined;
  return JSON.parse(
    JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one)),
  );
}

function viewOfOutcome({ applied, remaining, reason, error }: ReleaseOutcome) {
  return { applied, remaining, reason: reason ?? null, error: error ?? null };
}
