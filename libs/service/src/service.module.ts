import { Global, Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, ModuleRef } from '@nestjs/core';
import { AgencyDirectory, IdentityGuard, readAgencyDirectory, TokenVerifier } from '@xianjie/identity';
import { partnerTopic } from '@xianjie/contracts';
import {
  EventConsumer,
  openEventLog,
  PartnerInbox,
  Relay,
  type EventLog,
  type ExportClient,
  type PartnerRecord,
} from '@xianjie/messaging';
import { Database, openDataSource, type Tx } from '@xianjie/persistence';
import { Statutes } from '@xianjie/statutes';
import { Registry } from 'prom-client';
import { DataSource, type EntitySchema } from 'typeorm';
import { AgenciesController } from './agencies/agencies.controller.js';
import { Backbone, topicsOf } from './backbone/backbone.js';
import { backboneLogger } from './backbone/backbone-log.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { Clock, MovableClock } from './clock.js';
import { ChangeFeed } from './changes/change-feed.js';
import { ChangesController } from './changes/changes.controller.js';
import { ClocksController } from './clocks/clocks.controller.js';
import { Worklists } from './clocks/worklists.js';
import type { ServiceConfig } from './config/read-config.js';
import { ServiceDatabase } from './idempotency/service-database.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { HealthController } from './health/health.controller.js';
import { Health } from './health/health.js';
import { RouteTable } from './http/route-table.js';
import { JobRunner } from './jobs/job-runner.js';
import type { Job } from './jobs/job.js';
import { createLogger, type Logger } from './log/log.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { HttpMetrics } from './metrics/http-metrics.js';
import { ExportSources } from './messaging-ops/export-sources.js';
import { ExportsController } from './messaging-ops/exports.controller.js';
import { ParkedController } from './messaging-ops/parked.controller.js';
import { serviceExports } from './messaging-ops/producers.js';
import { OpsController } from './ops/ops.controller.js';
import { OpsStates } from './ops/ops-state.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { RegistryController } from './registry/registry.controller.js';
import { RegistrySchemas } from './registry/registry-schemas.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { Statistics } from './statistics/statistics.js';
import { StatisticsController } from './statistics/statistics.controller.js';
import { statutesInForce } from './statutes/statutes-in-force.js';
import { EVENT_LOG, LOGGER, SERVICE } from './tokens.js';
import { ValidationPipe } from './dto/validation.pipe.js';

export interface ServiceOptions {
  /** `lead-reporting`; with underscores the name of its database. */
  readonly name: string;
  readonly config: ServiceConfig;
  readonly entities?: readonly EntitySchema[];
  /** What it does by the clock; Nest makes them. */
  readonly jobs?: readonly Type<Job>[];
  /** Where handlers with `from: 'export'` get the state of the topics they begin late with; see `httpExports`. */
  readonly exports?: ExportClient;
  /** Folders with the service's own migrations; `migrations/` beside the folder of its `main.js` unless told. */
  readonly migrations?: readonly string[];
  /** Takes what partner systems write onto their own topics; the agencies are those of PARTNER_TOPICS. */
  readonly partners?: { readonly topic: string; readonly handler: Type<PartnerHandler> };
  /** First sentence of its OpenAPI description. */
  readonly description?: string;
}

/** One record of a partner's topic: `take` answers whatever is wrong with it; see `PartnerInbox`. */
export interface PartnerHandler {
  take(tx: Tx, record: PartnerRecord): Promise<void>;
}

/** What every service starts with. Imported once, in the service's `AppModule`; everything it makes is global. */
@Global()
@Module({})
export class ServiceModule {
  static forRoot(options: ServiceOptions): DynamicModule {
    const { name, config, entities = [] } = options;
    const exported: Provider[] = [
      {
        provide: Clock,
        useFactory: () =>
          config.CLOCK_FILE === undefined ? new Clock() : new MovableClock(config.CLOCK_FILE),
      },
      { provide: SERVICE, useValue: options },
      { provide: LOGGER, useFactory: () => createLogger(name, config.LOG_LEVEL) },
      { provide: Registry, useFactory: () => new Registry() },
      {
        provide: DataSource,
        useFactory: () =>
          openDataSource({ url: config.DATABASE_URL, name, entities, poolSize: config.DATABASE_POOL }),
      },
      {
        provide: ServiceDatabase,
        useFactory: (source: DataSource) => new ServiceDatabase(source),
        inject: [DataSource],
      },
      { provide: Database, useExisting: ServiceDatabase },
      {
        provide: TokenVerifier,
        useFactory: () => new TokenVerifier({ issuer: config.OIDC_ISSUER, audience: config.OIDC_AUDIENCE }),
      },
      {
        provide: AgencyDirectory,
        useFactory: () =>
          config.AGENCIES === undefined ? new AgencyDirectory([]) : readAgencyDirectory(config.AGENCIES),
      },
      { provide: Statutes, useFactory: () => statutesInForce(config.STATUTE_OVERRIDES) },
      ...backbone(options),
      ExportSources,
      Worklists,
      ChangeFeed,
      OpsStates,
      Statistics,
      RouteTable,
      { provide: Health, useFactory: (database: Database) => new Health(database), inject: [Database] },
      HttpMetrics,
      {
        provide: JobRunner,
        useFactory: (logger: Logger, registry: Registry) => new JobRunner(logger, registry),
        inject: [LOGGER, Registry],
      },
    ];
    return {
      module: ServiceModule,
      controllers: [
        HealthController,
        MetricsController,
        OpenApiController,
        RegistryController,
        ExportsController,
        ParkedController,
        CalendarController,
        AgenciesController,
        ClocksController,
        ChangesController,
        OpsController,
        StatisticsController,
      ],
      providers: [
        ...exported,
        { provide: APP_GUARD, useClass: IdentityGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ValidationPipe },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
      ],
      exports: exported,
    };
  }
}

/** Log, relay and consumer, and what holds them together. */
function backbone({ name, config, exports, partners }: ServiceOptions): Provider[] {
  const topics = topicsOf(name, config.PARTNER_TOPICS ?? []);
  return [
    {
      provide: EVENT_LOG,
      useFactory: (logger: Logger) => {
        const child = logger.child({ part: 'event-log' });
        return openEventLog(config.EVENT_LOG, {
          clientId: name,
          logger: (level, message, details) => child[level](details, message),
        });
      },
      inject: [LOGGER],
    },
    {
      provide: Relay,
      useFactory: (log: EventLog, logger: Logger) =>
        new Relay({
          databaseUrl: config.DATABASE_URL,
          log,
          service: name,
          topics,
          logger: backboneLogger(logger, 'relay'),
        }),
      inject: [EVENT_LOG, LOGGER],
    },
    {
      provide: EventConsumer,
      useFactory: (db: Database, log: EventLog, logger: Logger, modules: ModuleRef) =>
        new EventConsumer({
          db,
          log,
          group: name,
          logger: backboneLogger(logger, 'consumer'),
          schemas: new RegistrySchemas(config.SCHEMA_REGISTRIES ?? []),
          ...(exports ? { exports } : {}),
          ...exportsFor(config),
          onFailed: (error) => modules.get(Backbone, { strict: false }).fail(error),
        }),
      inject: [Database, EVENT_LOG, LOGGER, ModuleRef],
    },
    {
      provide: Backbone,
      useFactory: (
        log: EventLog,
        relay: Relay,
        consumer: EventConsumer,
        database: Database,
        health: Health,
        registry: Registry,
        logger: Logger,
        inbox: PartnerInbox | undefined,
      ) =>
        new Backbone({ log, relay, consumer, database, health, registry, logger, topics, partners: inbox }),
      inject: [EVENT_LOG, Relay, EventConsumer, Database, Health, Registry, LOGGER, PartnerInbox],
    },
    {
      provide: PartnerInbox,
      useFactory: (log: EventLog, db: Database, logger: Logger, modules: ModuleRef) =>
        partners &&
        new PartnerInbox({
          db,
          log,
          group: `${name}.partners`,
          topics: new Map((config.PARTNER_TOPICS ?? []).map((id) => [partnerTopic(partners.topic, id), id])),
          take: (tx, record) => modules.get(partners.handler, { strict: false }).take(tx, record),
          logger: backboneLogger(logger, 'partners'),
          onFailed: (error) => modules.get(Backbone, { strict: false }).fail(error),
        }),
      inject: [EVENT_LOG, Database, LOGGER, ModuleRef],
    },
  ];
}

/** Where handlers with `from: 'export'` get the state of the services named in PRODUCERS. */
function exportsFor(config: ServiceConfig): { readonly exports?: ExportClient } {
  const exports = serviceExports(config);
  return exports ? { exports } : {};
}
