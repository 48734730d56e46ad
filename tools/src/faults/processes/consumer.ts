// A consuming service: writes effects, passes on what it hears where it is the first, and runs a relay for that.
import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { Controller, Inject, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { LeadWithdrawn, PatentStatusAnswered } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import { appendToOutbox, EventConsumer, InboxContext, openEventLog } from '@xianjie/messaging';
import { Database, openDataSource, type Tx } from '@xianjie/persistence';
import { Changed, fromChanged, fromPassedOn, PassedOn, toPassedOn, type ChangeNotice } from './events.js';
import { consoleLogger } from './logging.js';
import { Points } from './points.js';
import { startRelay } from './relaying.js';
import { serve, setting } from './serve.js';

const points = new Points();

async function note(tx: Tx, { account, token }: ChangeNotice, number: bigint): Promise<void> {
  await tx.query('INSERT INTO effect (account, number, token) VALUES ($1, $2, $3)', [
    account,
    String(number),
    token,
  ]);
}

/** After the writes: what is thrown, frozen or killed here must undo them. */
function takePoison({ note: poison }: ChangeNotice): void {
  if (poison === 'refuse') throw new DomainError('invalid', 'faults.refused', 'This change is refused');
  if (poison === 'fail') throw new TypeError('This change is not understood');
  if (poison === 'kill') process.kill(process.pid, 'SIGKILL');
}

@Injectable()
class Effects {
  async first(tx: Tx, notice: ChangeNotice, number: bigint): Promise<void> {
    await note(tx, notice, number);
    appendToOutbox(tx, PassedOn, toPassedOn(notice));
    await points.reach('in-batch');
    takePoison(notice);
  }

  async second(tx: Tx, notice: ChangeNotice, number: bigint): Promise<void> {
    await note(tx, notice, number);
    await points.reach('in-batch');
  }
}

@Controller()
class ChangedHandler {
  constructor(@Inject(Effects) private readonly effects: Effects) {}

  @EventPattern<string>(Changed.type)
  handle(@Payload() value: LeadWithdrawn, @Ctx() { tx, envelope }: InboxContext): Promise<void> {
    return this.effects.first(tx, fromChanged(value), envelope.sequence);
  }
}

@Controller()
class PassedOnHandler {
  constructor(@Inject(Effects) private readonly effects: Effects) {}

  @EventPattern<string>(PassedOn.type)
  handle(@Payload() value: PatentStatusAnswered, @Ctx() { tx, envelope }: InboxContext): Promise<void> {
    return this.effects.second(tx, fromPassedOn(value), envelope.sequence);
  }
}

const passesOn = setting('READS') === 'changed';

@Module({ controllers: [passesOn ? ChangedHandler : PassedOnHandler], providers: [Effects] })
class ConsumerModule {}

/** Stands for the producer's registry: a file that is there or not. */
const schemas = {
  async resolve(): Promise<string | undefined> {
    const file = setting('REGISTRY');
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  },
};

const source = await openDataSource({ url: setting('DATABASE_URL'), name: setting('NAME'), poolSize: 8 });
const log = await openEventLog(setting('EVENT_LOG'), {
  clientId: setting('NAME'),
  logger: (level, message, details) => void (level !== 'debug' && consoleLogger[level](message, details)),
});
const consumer = new EventConsumer({
  db: new Database(source),
  log,
  group: setting('SERVICE'),
  logger: consoleLogger,
  schemas,
  onFailed: (error) => {
    consoleLogger.error('the subscription died', { error });
    process.exit(1);
  },
});
const app = await NestFactory.create(ConsumerModule, new FastifyAdapter(), { logger: ['error', 'warn'] });
consumer.connectTo(app);
await app.startAllMicroservices();
const relay = passesOn ? await startRelay(points) : undefined;
await serve(points, async () => {
  await app.close();
  await relay?.stop();
  await log.close();
  await source.destroy();
});
