import 'reflect-metadata';
import { ModuleRef, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Type } from '@nestjs/common';
import { RecomputeJob } from '@xianjie/deadlines';
import { Statutes } from '@xianjie/statutes';
import { assertEveryRouteGuarded, TokenVerifier } from '@xianjie/identity';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { Backbone } from './backbone/backbone.js';
import { CalendarGapJob } from './calendar/calendar-gap.job.js';
import { Clock } from './clock.js';
import { ConfigError } from './config/read-config.js';
import { Health } from './health/health.js';
import { createAdapter } from './http/create-adapter.js';
import { addPlugins, closeConnectionsWhen, tellTime } from './http/plugins.js';
import { Database } from '@xianjie/persistence';
import { HousekeepingJob } from './jobs/housekeeping.job.js';
import { JobRunner } from './jobs/job-runner.js';
import { NestLog, type Logger } from './log/log.js';
import { migrateService } from './migrate-service.js';
import { HttpMetrics } from './metrics/http-metrics.js';
import { describeModule } from './openapi/describe-module.js';
import { runToSignal } from './run-to-signal.js';
import { optionsOf } from './service-options.js';
import { auditOverrides } from './statutes/statutes-in-force.js';
import { LOGGER } from './tokens.js';

/** A service that listens. */
export interface RunningService {
  readonly app: NestFastifyApplication;
  /** `http://host:port`, the port it really got. */
  readonly url: string;
  /** Rejects when the service can go on no longer and must end. */
  readonly failed: Promise<never>;
  /** Stops accepting, finishes what is under way, lets go of everything. */
  stop(): Promise<void>;
}

/** Starts a service in this process, without touching the process; tests and `startService` use it. */
export async function bootService(module: Type): Promise<RunningService> {
  const { config } = optionsOf(module);
  const app = await NestFactory.create<NestFastifyApplication>(module, createAdapter(config), {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  try {
    return await listen(app, module);
  } catch (error) {
    await stop(app).catch(() => undefined);
    throw error;
  }
}

async function listen(app: NestFastifyApplication, module: Type): Promise<RunningService> {
  const { config, jobs = [] } = optionsOf(module);
  const logger = app.get<Logger>(LOGGER);
  app.useLogger(new NestLog(logger));
  assertEveryRouteGuarded(app);
  const backbone = app.get(Backbone);
  backbone.connectTo(app);
  const instance = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  app.get(HttpMetrics).observe(instance);
  const health = app.get(Health);
  closeConnectionsWhen(instance, () => health.isStopping);
  tellTime(instance, app.get(Clock));
  await addPlugins(instance, config, app.get(TokenVerifier));
  await app.init();
  await auditOverrides(app.get(Database), app.get(Statutes));
  await backbone.start(app);
  await app.listen(config.PORT, config.HOST);
  const url = (await app.getUrl()).replace('[::1]', 'localhost');
  const modules = app.select(module).get(ModuleRef, { strict: true });
  const own = await Promise.all(jobs.map((job) => modules.create(job)));
  const [database, clock] = [app.get(Database), app.get(Clock)];
  app
    .get(JobRunner)
    .start([
      new HousekeepingJob(database),
      new CalendarGapJob(database, clock, app.get(LOGGER), app.get(Registry)),
      new RecomputeJob(database, clock),
      ...own,
    ]);
  logger.info({ url }, 'listening');
  return { app, url, failed: backbone.failed, stop: () => stop(app) };
}

/** First what comes in (requests, events, jobs), then what goes out, then what all of it stood on. */
async function stop(app: NestFastifyApplication): Promise<void> {
  const [backbone, source] = [app.get(Backbone), app.get(DataSource)];
  app.get(Health).markStopping();
  await Promise.all([app.get(JobRunner).stop(), app.close()]);
  await backbone.stop();
  if (source.isInitialized) await source.destroy();
}

/**
 * The whole of a `main.ts`: `await startService(AppModule)`. `node main.js migrate` brings the database to the newest form
 * and ends; `openapi` prints what `GET /openapi.json` answers, and connects to nothing; without an argument the service runs
 * until SIGTERM or SIGINT. What is wrong at start is said in one message and
 * ends the process with 1.
 */
export async function startService(
  module: Type,
  command: string | undefined = process.argv[2],
): Promise<void> {
  try {
    if (command === 'migrate') return await runMigrations(module);
    if (command === 'openapi') return console.log(JSON.stringify(describeModule(module)));
    if (command !== undefined)
      throw new ConfigError(`Unknown command ${command}; there are: migrate, openapi`);
    const running = await bootService(module);
    const { app, failed, stop } = running;
    runToSignal({ logger: app.get<Logger>(LOGGER), failed, stop }, optionsOf(module).config.GRACE_MS);
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  }
}

/** Runs the migrations of the service and of what it stands on, and says what ran. */
export async function runMigrations(module: Type): Promise<void> {
  const ran = await migrateService(optionsOf(module));
  console.log(ran.length > 0 ? `migrated: ${ran.join(', ')}` : 'nothing to migrate');
}
