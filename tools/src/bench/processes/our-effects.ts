// Our consumer with one handler that inserts one row per event: an ordinary one, or one that takes many.
import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { LeadSubmitted } from '@xianjie/contracts';
import { EventConsumer, InboxContext, openEventLog } from '@xianjie/messaging';
import { Database, openDataSource } from '@xianjie/persistence';
import { setTimeout as sleep } from 'node:timers/promises';
import { INSERT_MANY, INSERT_ONE } from '../items/effect-statements.js';
import { quiet, serve, setting } from './serve.js';

@Controller()
class OrdinaryHandler {
  @EventPattern<string>(LeadSubmitted.type)
  async handle(@Payload() lead: LeadSubmitted, @Ctx() { tx, envelope }: InboxContext): Promise<void> {
    await tx.query(INSERT_ONE, [lead.leadId, Number(envelope.sequence), envelope.id, lead.patentNumber]);
  }
}

@Controller()
class BatchHandler {
  @EventPattern<string>(LeadSubmitted.type, { batch: true })
  async handle(@Payload() leads: LeadSubmitted[], @Ctx() { tx, entries }: InboxContext): Promise<void> {
    await tx.query(INSERT_MANY, [
      leads.map((lead) => lead.leadId),
      entries.map(({ envelope }) => Number(envelope.sequence)),
      entries.map(({ envelope }) => envelope.id),
      leads.map((lead) => lead.patentNumber),
    ]);
  }
}

@Module({ controllers: [setting('HANDLER') === 'batch' ? BatchHandler : OrdinaryHandler] })
class EffectsModule {}

const source = await openDataSource({ url: setting('DATABASE_URL'), name: 'effects', poolSize: 8 });
const log = await openEventLog(setting('EVENT_LOG'), { clientId: 'effects' });
const consumer = new EventConsumer({
  db: new Database(source),
  log,
  group: setting('GROUP'),
  logger: quiet,
  onFailed: (error) => {
    console.error(error);
    process.exit(1);
  },
});
const app = await NestFactory.create(EffectsModule, new FastifyAdapter(), { logger: ['error', 'warn'] });
consumer.connectTo(app);

/** Consumes until so many events were applied. */
async function consume({ count }: { count: number }): Promise<void> {
  await app.startAllMicroservices();
  while (consumer.stats().appliedTotal < count) await sleep(10);
}

serve({ consume }, async () => {
  await app.close();
  await log.close();
  await source.destroy();
});
