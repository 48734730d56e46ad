// The rival of our consumer: Nest's own Kafka transport, as its documentation has it, with one insert per event.
import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Ctx,
  EventPattern,
  KafkaContext,
  Payload,
  Transport,
  type MicroserviceOptions,
} from '@nestjs/microservices';
import { LeadSubmitted } from '@xianjie/contracts';
import pg from 'pg';
import { INSERT_ONE } from '../items/effect-statements.js';
import { serve, setting } from './serve.js';

const CONCURRENCY = Number(setting('CONCURRENCY'));
const pool = new pg.Pool({ connectionString: setting('DATABASE_URL'), max: Math.max(2, CONCURRENCY) });
let handled = 0;
let wanted = Number.POSITIVE_INFINITY;
const all = Promise.withResolvers<void>();

@Controller()
class StockHandler {
  @EventPattern<string>(setting('TOPIC'))
  async handle(@Payload() frame: Buffer, @Ctx() context: KafkaContext): Promise<void> {
    const lead = LeadSubmitted.decode(frame);
    const headers = context.getMessage().headers ?? {};
    const number = Number(headers['ce_sequence']);
    await pool.query(INSERT_ONE, [lead.leadId, number, String(headers['ce_id']), lead.patentNumber]);
    handled += 1;
    if (handled >= wanted) all.resolve();
  }
}

@Module({ controllers: [StockHandler] })
class StockModule {}

/** Consumes until so many events were handled. */
async function consume({ count }: { count: number }): Promise<void> {
  wanted = count;
  await app.listen();
  await all.promise;
}

const app = await NestFactory.createMicroservice<MicroserviceOptions>(StockModule, {
  transport: Transport.KAFKA,
  logger: ['error', 'warn'],
  options: {
    client: { brokers: [setting('EVENT_LOG').replace('kafka://', '')] },
    consumer: { groupId: setting('GROUP') },
    subscribe: { fromBeginning: true },
    run: { partitionsConsumedConcurrently: CONCURRENCY },
    parser: { keepBinary: true },
  },
});

serve({ consume }, async () => {
  await app.close();
  await pool.end();
});
