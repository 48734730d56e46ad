import type { Type } from '@nestjs/common';
import { isPartnerTopic, lockedSchemas } from '@xianjie/contracts';
import { openEventLog, prepareEventLog, REQUESTS_TOPIC } from '@xianjie/messaging';
import { bootService, migrateService, type RunningService, type ServiceConfig } from '@xianjie/service';
import { createTestDatabase, startEventLog, type TestServer } from './servers/test-servers.js';
import { testIssuer, type TestIssuer } from './test-issuer.js';

/** A service under test, with a database, an event log and an issuer of its own. */
export interface TestService extends RunningService {
  readonly issuer: TestIssuer;
  readonly database: TestServer;
  readonly log: TestServer;
}

export interface TestServiceOptions {
  /** `postgres` unless told. */
  readonly log?: 'postgres' | 'kafka';
  /** Further settings. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folders with the service's own migrations. */
  readonly migrations?: readonly string[];
  /** Runs when the servers are there and the database is migrated, before the service starts. */
  readonly prepare?: (servers: { readonly database: string; readonly log: string }) => Promise<void>;
}

/**
 * Starts a service as it runs: real HTTP on a free port, real PostgreSQL, real log. `load` imports the `AppModule`
 * (`async () => (await import('./app.module.js')).AppModule`), after its settings are in the environment.
 */
export async function startTestService(
  load: () => Promise<Type>,
  options: TestServiceOptions = {},
): Promise<TestService> {
  const [database, log, issuer] = await Promise.all([
    createTestDatabase('service'),
    startEventLog(options.log ?? 'postgres', { own: true }),
    testIssuer(),
  ]);
  const letGo = async () => {
    await Promise.all([database.stop(), log.stop(), issuer.stop()]);
  };
  try {
    Object.assign(process.env, settings(database, log, issuer), options.env);
    const module = await load();
    const config = { DATABASE_URL: database.address } as ServiceConfig;
    await migrateService({ config, migrations: options.migrations ?? [] });
    await createTopics(log.address);
    await options.prepare?.({ database: database.address, log: log.address });
    const running = await bootService(module);
    const stop = async () => {
      await running.stop();
      await letGo();
    };
    return { ...running, issuer, database, log, stop };
  } catch (error) {
    await letGo();
    throw error;
  }
}

function settings(database: TestServer, log: TestServer, issuer: TestIssuer): Record<string, string> {
  return {
    PORT: '0',
    DATABASE_URL: database.address,
    EVENT_LOG: log.address,
    OIDC_ISSUER: issuer.issuer,
    OIDC_AUDIENCE: issuer.audience,
    LOG_LEVEL: 'silent',
  };
}

/** The topics of all schemas, as the deploy step makes them. */
async function createTopics(address: string): Promise<void> {
  if (address.startsWith('postgres')) await prepareEventLog(address);
  const log = await openEventLog(address, { clientId: 'test', singleBroker: true });
  try {
    const names = [...new Set(lockedSchemas.map(({ topic }) => topic))].filter(
      (name) => name !== '*' && name !== REQUESTS_TOPIC && !isPartnerTopic(name), // '*': checkpoints, on every topic
    );
    const specs = names.map((name) => ({ name, partitions: 6 }));
    await log.createTopics([...specs, { name: REQUESTS_TOPIC, partitions: 1 }]);
  } finally {
    await log.close();
  }
}
