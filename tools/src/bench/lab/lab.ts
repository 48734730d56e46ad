import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Agency, type Officer, scopesFor } from '@xianjie/identity';
import { openEventLog, type EventLog } from '@xianjie/messaging';
import { createServiceDatabase, migrate } from '@xianjie/persistence';
import {
  freePort,
  kafkaObstacle,
  startKafkaServer,
  startPostgresServer,
  testAgency,
  testIssuer,
  type KafkaServer,
  type PostgresServer,
  type TestIssuer,
} from '@xianjie/testing';
import pg from 'pg';
import { untilOk } from '../../stack/http-wait.js';
import { migrationFolders, root, serviceMain, toolFile } from '../../stack/paths.js';
import { identify } from '../../stack/process-identity.js';
import { secretsOf } from '../../stack/secrets.js';
import { services } from '../../stack/services.js';
import { deployedTopics } from '../../stack/topics.js';
import { Child } from './child.js';
import type { Servers } from './machine.js';

/** The same for ours and for rivals: every commit reaches the disk, memory as on a small server. */
const POSTGRES_SETTINGS = {
  shared_buffers: '1GB',
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
  wal_level: 'logical',
  track_commit_timestamp: 'on',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
} as const;
const KAFKA_HEAP_MB = 768;
const PASSWORD = 'bench';
const READY_MS = 30_000;
const SENT_MS = 180_000;
/** Sessions have read a changed setting after so long, at the latest. */
const RELOADED_MS = 500;

const FOLDER = /^xianjie-bench-(\d+)-/;

/** Labs to do away with when the run is interrupted. */
const open = new Set<Lab>();

export async function closeLabs(): Promise<void> {
  await Promise.allSettled([...open].map((lab) => lab.close()));
}

/** Takes away what a killed run has left: its servers ended with it, its logs did not. */
function newFolder(): string {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = FOLDER.exec(name) ?? [];
    if (pid && !identify(Number(pid))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(tmpdir(), `xianjie-bench-${process.pid}-`));
  chmodSync(folder, 0o755); // PostgreSQL may run as another user
  return folder;
}

/** A service of ours under measurement. */
export interface RunningService {
  readonly child: Child;
  readonly url: string;
}

/** Servers of one item's own: PostgreSQL, Kafka with the deployed topics, a token issuer. Nothing of it outlives `close`. */
export class Lab {
  private readonly children: Child[] = [];

  private constructor(
    readonly folder: string,
    readonly postgres: PostgresServer,
    readonly kafka: KafkaServer,
    readonly issuer: TestIssuer,
    readonly log: EventLog,
    private readonly profile: string | undefined,
  ) {}

  /** Throws where Kafka cannot be had. */
  static async open(profile?: string): Promise<Lab> {
    const obstacle = kafkaObstacle();
    if (obstacle !== undefined) throw new Error(`No Kafka, and nothing to measure without: ${obstacle}`);
    const folder = newFolder();
    const postgres = await startPostgresServer({
      dataDir: join(folder, 'postgres'),
      unsafe: false,
      settings: POSTGRES_SETTINGS,
    });
    const kafka = await startKafkaServer({ dataDir: join(folder, 'kafka'), heapMb: KAFKA_HEAP_MB });
    const log = await openEventLog(kafka.address, { clientId: 'bench', singleBroker: true });
    const lab = new Lab(folder, postgres, kafka, await testIssuer(), log, profile);
    open.add(lab);
    await log.createTopics(deployedTopics());
    return lab;
  }

  /** One of `bench/processes`; ended with the lab. */
  process(script: string, env: Readonly<Record<string, string>> = {}, name = script): Child {
    const file = toolFile(`bench/processes/${script}`);
    return this.keep(
      new Child({
        name,
        file,
        folder: this.folder,
        profile: this.profile,
        env: { EVENT_LOG: this.kafka.address, ...env },
      }),
    );
  }

  /** A database with the tables of a service; libraries only where `service` is none of the apps. */
  async database(name: string, service = name): Promise<string> {
    const url = await createServiceDatabase(this.postgres.address, name, PASSWORD);
    await migrate(url, migrationFolders(service));
    return url;
  }

  /** A service as it runs in production, limits on requests apart; `more` are settings of its own. */
  async service(
    name: string,
    databaseUrl: string,
    pool: number,
    more: Readonly<Record<string, string>> = {},
  ): Promise<RunningService> {
    const entry = services.find((each) => each.name === name);
    if (!entry) throw new Error(`There is no service ${name}`);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env = {
      ...secretsOf(this.folder, entry),
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      DATABASE_POOL: String(pool),
      EVENT_LOG: this.kafka.address,
      OIDC_ISSUER: this.issuer.issuer,
      OIDC_AUDIENCE: this.issuer.audience,
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      RATE_LIMIT: '1000000000',
      ...more,
    };
    const child = new Child({
      name,
      file: serviceMain(name),
      folder: this.folder,
      profile: this.profile,
      env,
    });
    this.keep(child);
    const ended = child.exited.then(() => {
      throw new Error(`${name} does not start:\n${child.logTail()}`);
    });
    await Promise.race([untilOk(`${url}/readyz`, READY_MS), ended]);
    ended.catch(() => undefined);
    return { child, url };
  }

  token(kind: 'province' | 'examination'): Promise<string> {
    const expiresIn = 24 * 3600;
    if (kind === 'province') return this.issuer.token({ scopes: ['lead:submit', 'lead:read'], expiresIn });
    const agency = testAgency({ id: 'exam', kind: 'examination', area: null });
    return this.issuer.token({ agency, scopes: ['patent:import'], expiresIn });
  }

  /** A token of an agency with every scope of its kind; of an officer of it where one is named. */
  tokenOf(agency: Agency, officer?: Officer): Promise<string> {
    const words = { agency, scopes: scopesFor(agency.kind), expiresIn: 24 * 3600 };
    return this.issuer.token(officer ? { ...words, officer } : words);
  }

  /** Writes the agencies that take part where services read them; answers the file. */
  agenciesFile(agencies: readonly Agency[]): string {
    const file = join(this.folder, 'agencies.json');
    writeFileSync(file, JSON.stringify(agencies));
    return file;
  }

  /** Rows of one statement on a connection of its own. */
  async query<Row extends pg.QueryResultRow>(
    url: string,
    text: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** Statements one after the other on one connection, however long they take. */
  async script(
    url: string,
    statements: readonly { readonly text: string; readonly values?: readonly unknown[] }[],
  ): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('SET transaction_timeout = 0');
      for (const { text, values = [] } of statements) await client.query(text, [...values]);
    } finally {
      await client.end();
    }
  }

  /** The same database as a role that may do everything. */
  asSuperuser(url: string): string {
    const own = new URL(this.postgres.address);
    own.pathname = new URL(url).pathname;
    return own.toString();
  }

  async count(url: string, table: string): Promise<number> {
    const [row] = await this.query<{ count: string }>(url, `SELECT count(*) FROM ${table}`);
    return Number(row?.count);
  }

  async servers(): Promise<Servers> {
    const [row] = await this.query<{ server_version: string }>(this.postgres.address, 'SHOW server_version');
    const pom = readFileSync(join(root, 'deploy', 'kafka', 'pom.xml'), 'utf8');
    return {
      postgres: row?.server_version ?? 'unknown',
      postgresSettings: POSTGRES_SETTINGS,
      kafka: /<kafka\.version>([^<]+)</.exec(pom)?.[1] ?? 'unknown',
      kafkaHeapMb: KAFKA_HEAP_MB,
    };
  }

  /** Changes a setting of the whole server, for open sessions too. */
  async configure(setting: string, value: string): Promise<void> {
    await this.query(this.postgres.address, `ALTER SYSTEM SET ${setting} = '${value}'`);
    await this.query(this.postgres.address, 'SELECT pg_reload_conf()');
    await sleep(RELOADED_MS);
  }

  /** Looks now and then, for at most `withinMs`. Answers whether it came true. */
  async until(isTrue: () => Promise<boolean>, withinMs: number, everyMs = 50): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    while (performance.now() < deadline) {
      if (await isTrue()) return true;
      await sleep(everyMs);
    }
    return false;
  }

  /** Waits until a service's outbox is empty. */
  async untilSent(url: string): Promise<void> {
    const isEmpty = async () => (await this.count(url, 'outbox')) === 0;
    if (!(await this.until(isEmpty, SENT_MS))) throw new Error('The outbox does not become empty');
  }

  /** What earlier work left to be done is done before a measurement begins. */
  async settle(url: string): Promise<void> {
    await this.query(url, 'VACUUM ANALYZE');
    await this.query(this.postgres.address, 'CHECKPOINT');
  }

  async close(): Promise<void> {
    open.delete(this);
    await Promise.all(this.children.map((child) => child.stop()));
    await this.log.close().catch(() => undefined);
    await Promise.all([this.postgres.stop(), this.kafka.stop(), this.issuer.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private keep(child: Child): Child {
    this.children.push(child);
    return child;
  }
}
