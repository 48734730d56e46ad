import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { IdentityGuard, TokenVerifier } from '@xianjie/identity';
import { Registry } from 'prom-client';
import type { EdgeConfig } from '../config/read-config.js';
import { ValidationPipe } from '../dto/validation.pipe.js';
import { HealthController } from '../health/health.controller.js';
import { Health } from '../health/health.js';
import { RouteTable } from '../http/route-table.js';
import { createLogger } from '../log/log.js';
import { HttpMetrics } from '../metrics/http-metrics.js';
import { MetricsController } from '../metrics/metrics.controller.js';
import { ProblemFilter } from '../problems/problem.filter.js';
import { LOGGER, SERVICE } from '../tokens.js';

export interface EdgeOptions {
  readonly name: string;
  readonly config: EdgeConfig;
  /** Content-Security-Policy of what it answers; nothing is allowed unless told. */
  readonly policy?: Readonly<Record<string, readonly string[]>>;
}

/** What every server without a database starts with: settings, identity, problems, health, metrics, log. See `ServiceModule`. */
@Global()
@Module({})
export class EdgeModule {
  static forRoot(options: EdgeOptions): DynamicModule {
    const { name, config } = options;
    const exported: Provider[] = [
      { provide: SERVICE, useValue: options },
      { provide: LOGGER, useFactory: () => createLogger(name, config.LOG_LEVEL) },
      { provide: Registry, useFactory: () => new Registry() },
      {
        provide: TokenVerifier,
        useFactory: () => new TokenVerifier({ issuer: config.OIDC_ISSUER, audience: config.OIDC_AUDIENCE }),
      },
      { provide: Health, useFactory: () => new Health() },
      RouteTable,
      HttpMetrics,
    ];
    return {
      module: EdgeModule,
      controllers: [HealthController, MetricsController],
      providers: [
        ...exported,
        { provide: APP_GUARD, useClass: IdentityGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ValidationPipe },
      ],
      exports: exported,
    };
  }
}
