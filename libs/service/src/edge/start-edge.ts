import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { assertEveryRouteGuarded, TokenVerifier } from '@xianjie/identity';
import type { FastifyInstance } from 'fastify';
import { ConfigError } from '../config/read-config.js';
import { Health } from '../health/health.js';
import { createAdapter } from '../http/create-adapter.js';
import { addPlugins, closeConnectionsWhen } from '../http/plugins.js';
import { NestLog, type Logger } from '../log/log.js';
import { HttpMetrics } from '../metrics/http-metrics.js';
import { runToSignal } from '../run-to-signal.js';
import { optionsOf } from '../service-options.js';
import { LOGGER } from '../tokens.js';
import { EdgeModule, type EdgeOptions } from './edge.module.js';

/** Adds to the server what is no Nest route: hooks that come before every route, streams, files. */
export type EdgeParts = (server: FastifyInstance, app: NestFastifyApplication) => Promise<void>;

/** An edge that listens. */
export interface RunningEdge {
  readonly app: NestFastifyApplication;
  /** `http://host:port`, the port it really got. */
  readonly url: string;
  /** Stops accepting, finishes what is under way. */
  stop(): Promise<void>;
}

/** Starts an edge in this process, without touching the process; tests and `startEdge` use it. */
export async function bootEdge(module: Type, parts: EdgeParts): Promise<RunningEdge> {
  const options = optionsOf<EdgeOptions>(module, EdgeModule);
  const app = await NestFactory.create<NestFastifyApplication>(module, createAdapter(options.config), {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  const stop = () => {
    app.get(Health).markStopping();
    return app.close();
  };
  try {
    return { app, url: await listen(app, options, parts), stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function listen(app: NestFastifyApplication, options: EdgeOptions, parts: EdgeParts): Promise<string> {
  const { config, policy } = options;
  const logger = app.get<Logger>(LOGGER);
  app.useLogger(new NestLog(logger));
  assertEveryRouteGuarded(app);
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  app.get(HttpMetrics).observe(server);
  const health = app.get(Health);
  closeConnectionsWhen(server, () => health.isStopping);
  await addPlugins(server, config, app.get(TokenVerifier), policy);
  await parts(server, app);
  await app.init();
  await app.listen(config.PORT, config.HOST);
  const url = (await app.getUrl()).replace('[::1]', 'localhost');
  logger.info({ url }, 'listening');
  return url;
}

/** The whole of a `main.ts`: runs the edge until SIGTERM or SIGINT; what is wrong at start is said in one message and ends it with 1. */
export async function startEdge(module: Type, parts: EdgeParts): Promise<void> {
  try {
    const running = await bootEdge(module, parts);
    const { GRACE_MS } = optionsOf<EdgeOptions>(module, EdgeModule).config;
    runToSignal({ logger: running.app.get<Logger>(LOGGER), stop: () => running.stop() }, GRACE_MS);
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  }
}
