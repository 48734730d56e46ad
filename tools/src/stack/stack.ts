import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openEventLog } from '@xianjie/messaging';
import { createServiceDatabase, migrate } from '@xianjie/persistence';
import { freePort } from '@xianjie/testing';
import { Budget } from './budget.js';
import { buildPages, CONSOLE, consoleSettings, issuerForConsole } from './console.js';
import { UsageError, type EventLogChoice } from './event-log-choice.js';
import { untilOk } from './http-wait.js';
import { LogWatcher } from './log-watcher.js';
import { calledForWantOfKafka, writePartnerFiles } from './partners.js';
import { migrationFolders, root, sampleFile, serviceMain, toolFile } from './paths.js';
import { clockFile } from './stack-clock.js';
import { identify } from './process-identity.js';
import type { Progress } from './progress.js';
import { reap } from './reap.js';
import { secretsOf } from './secrets.js';
import { kafka, postgres, ServerKeeper, type KeptServer } from './servers.js';
import { SERVICE_FLAGS } from './service-flags.js';
import { services, type ServiceEntry } from './services.js';
import { emptyStack, readStack, writeStack, type NotedProcess, type StackFile } from './stack-file.js';
import { Supervised } from './supervised.js';
import { deployedTopics, partnersOf } from './topics.js';

export interface StackSettings {
  /** Holds `stack.json`, `logs/`, and one folder per event log. */
  readonly dataRoot: string;
  readonly eventLog: EventLogChoice;
  /** Removes what the chosen log's folder holds before it starts. */
  readonly fresh: boolean;
  readonly progress: Progress;
}

/** Everything is stopped within this; a service is given `SERVICE_GRACE_MS` of it. */
const STOP_WITHIN_MS = 4600;
const SERVICE_GRACE_MS = 4000;
const READY_WITHIN_MS = 60_000;
const PREFERRED = { postgres: 54320, kafka: 9092, issuer: 3100 } as const;
/** Databases of this machine listen on 127.0.0.1 only. */
const LOCAL_PASSWORD = 'xianjie-local';
const AUDIENCE = 'urn:xianjie:api';

/** The local stack: servers, the token issuer and every service, each a process that is kept alive. */
export class Stack {
  private file: StackFile;
  private readonly keepers: ServerKeeper[] = [];
  private readonly supervised: Supervised[] = [];
  private readonly watchers: LogWatcher[] = [];
  private readonly noted = new Map<string, NotedProcess>();
  private readonly aborted = new AbortController();

  constructor(private readonly settings: StackSettings) {
    const { ports } = readStack(settings.dataRoot);
    this.file = { ...emptyStack, launcher: identify(process.pid) ?? null, ports };
  }

  /** Folder of the chosen event log's data. */
  get dataDir(): string {
    return join(this.settings.dataRoot, this.settings.eventLog.folder);
  }

  get description(): StackFile {
    return this.file;
  }

  /** Starts everything and resolves when every service makes progress. Throws, with the rest still running, where a part does not start. */
  async start(): Promise<StackFile> {
    await this.clear();
    const issuer = this.startIssuer();
    const pages = this.buildPages();
    // Awaited below; until then a failure of another part may be told first.
    for (const begun of [issuer, pages]) begun.catch(() => undefined);
    const [database, log] = await Promise.all([this.startPostgres(), this.startLog()]);
    const address = log ?? (await createServiceDatabase(database, 'event-log', LOCAL_PASSWORD));
    this.save({ clock: { file: clockFile(this.dataDir) } });
    this.save({ eventLog: { kind: this.settings.eventLog.kind, address }, postgres: { address: database } });
    await Promise.all([this.createTopics(address), this.migrateAll(database), this.writePartners(), issuer]);
    await Promise.all([this.startServices(address), pages]);
    await this.consoleReady();
    return this.file;
  }

  /** Told by the launcher once the line `ready` is printed. */
  markReady(): void {
    this.save({ readyAt: new Date().toISOString() });
  }

  /** Stops services first, then what they stand on; nothing is left after 5 s. Safe to call while it starts. */
  async stop(): Promise<void> {
    this.aborted.abort(new Error('stopped'));
    const budget = new Budget(STOP_WITHIN_MS);
    await Promise.all(this.supervised.map((each) => each.stop(budget.left(SERVICE_GRACE_MS))));
    await Promise.all(this.keepers.map((each) => each.stop(budget.left(Infinity, 500))));
    for (const watcher of this.watchers) watcher.stop();
    this.noted.clear();
    this.save({ launcher: null, readyAt: null });
  }

  /** SIGKILL to everything, at once. */
  killAll(): void {
    for (const each of this.supervised) each.kill();
    for (const each of this.keepers) each.kill();
  }

  /** Ends what a killed launcher left, and removes old data where a fresh start is asked for. */
  private async clear(): Promise<void> {
    const { dataRoot, fresh, progress } = this.settings;
    const { processes } = readStack(dataRoot);
    writeStack(dataRoot, { ...this.file, processes }); // should this launcher be killed now, the next one finds them again
    const reaped = await reap(processes);
    if (reaped.length > 0) progress.say(`ended what an earlier start left running: ${reaped.join(', ')}`);
    if (fresh) {
      removeData(this.dataDir);
      progress.say(`removed ${this.dataDir}`);
    }
    mkdirSync(this.dataDir, { recursive: true });
    this.save({});
  }

  private async startPostgres(): Promise<string> {
    const { progress } = this.settings;
    const asked = join(this.dataDir, 'postgres');
    const { server, address, dataDir } = await progress.step(
      'starting PostgreSQL',
      async () => postgres(asked, this.preferredPort('postgres', PREFERRED.postgres)),
      (started) => `PostgreSQL on port ${started.server.port}`,
    );
    writeFileSync(elsewhereFile(this.dataDir), dirname(dataDir));
    this.keep(server, 'postgres');
    return address;
  }

  /** Address of the log; undefined where PostgreSQL is the log. */
  private async startLog(): Promise<string | undefined> {
    const { eventLog, progress } = this.settings;
    if (eventLog.kind === 'embedded') return undefined;
    if (eventLog.kind === 'brokers') return eventLog.address;
    const { server, address } = await progress.step(
      'starting Kafka',
      () => kafka(join(this.dataDir, 'kafka'), this.preferredPort('kafka', PREFERRED.kafka)),
      (started) => `Apache Kafka on port ${started.server.port}`,
    );
    this.keep(server, 'kafka');
    return address;
  }

  private keep(server: KeptServer, portName: string): void {
    const keeper = new ServerKeeper(server, {
      running: () => this.note(server.name, server.kind, server.pid),
      tell: (sentence) => this.settings.progress.say(sentence),
    });
    this.keepers.push(keeper);
    this.save({ ports: { ...this.file.ports, [portName]: server.port } });
    if (this.aborted.signal.aborted) void keeper.stop(1000);
  }

  private async createTopics(address: string): Promise<void> {
    const topics = deployedTopics();
    const log = await openEventLog(address, { clientId: 'launcher' });
    try {
      if (this.settings.fresh && this.settings.eventLog.kind === 'brokers')
        await refuseOldRecords(log, topics);
      await log.createTopics(topics);
      this.settings.progress.say(`${topics.length} topics`);
    } finally {
      await log.close();
    }
  }

  private async migrateAll(database: string): Promise<void> {
    for (const { name } of services) {
      const databaseUrl = await createServiceDatabase(database, name, LOCAL_PASSWORD);
      const ran = await migrate(databaseUrl, migrationFolders(name));
      this.settings.progress.say(
        `database of ${name}: ${ran.length === 0 ? 'up to date' : `${ran.length} migrations`}`,
      );
      const known = this.file.services[name];
      this.save({ services: { ...this.file.services, [name]: { url: known?.url ?? '', databaseUrl } } });
    }
  }

  private async writePartners(): Promise<void> {
    const { eventLog, progress } = this.settings;
    const byTopic = eventLog.kind !== 'embedded';
    const portFor = async (organ: string, preferred: number) => {
      const port = await freePort(this.preferredPort(organ, preferred));
      this.save({ ports: { ...this.file.ports, [organ]: port } });
      return port;
    };
    this.save({ partners: await writePartnerFiles(this.dataDir, { byTopic, portFor }) });
    if (!byTopic)
      progress.say(`Notice: without Kafka ${calledForWantOfKafka().join(', ')} is called by HTTP as well`);
  }

  private async buildPages(): Promise<void> {
    await this.settings.progress.step(
      'building the console',
      buildPages,
      (done) => `pages of the console: ${done}`,
    );
  }

  private async startIssuer(): Promise<void> {
    const consolePort = await freePort(this.preferredPort(CONSOLE.name, CONSOLE.port));
    const consoleUrl = `http://127.0.0.1:${consolePort}`;
    this.save({ console: { url: consoleUrl }, ports: { ...this.file.ports, [CONSOLE.name]: consolePort } });
    const port = await freePort(this.preferredPort('issuer', PREFERRED.issuer));
    const url = `http://127.0.0.1:${port}`;
    this.supervise('issuer', 'issuer', [toolFile('issuer/main')], {
      PORT: String(port),
      HOST: '127.0.0.1',
      OIDC_ISSUER: url,
      OIDC_AUDIENCE: AUDIENCE,
      ISSUER_DATA: join(this.dataDir, 'issuer'),
      ISSUER_AGENCIES: sampleFile('agencies.json'),
      ...issuerForConsole(this.dataDir, consoleUrl),
    });
    this.save({ issuer: { url, audience: AUDIENCE }, ports: { ...this.file.ports, issuer: port } });
    await untilOk(`${url}/.well-known/openid-configuration`, READY_WITHIN_MS, this.aborted.signal);
    this.settings.progress.say(`token issuer on port ${port}`);
  }

  private async startServices(eventLog: string): Promise<void> {
    for (const service of services) await this.startService(service, eventLog);
    this.startConsole();
    await Promise.all(
      services.map(async ({ name }) => {
        const url = this.file.services[name]!.url;
        await untilOk(`${url}/readyz`, READY_WITHIN_MS, this.aborted.signal);
        this.settings.progress.say(`${name} is ready on ${url}`);
      }),
    );
  }

  private startConsole(): void {
    this.supervise(CONSOLE.name, 'service', [serviceMain(CONSOLE.name)], {
      ...consoleSettings(this.dataDir, this.file),
      GRACE_MS: String(SERVICE_GRACE_MS - 200),
    });
  }

  private async consoleReady(): Promise<void> {
    const { url } = this.file.console!;
    await untilOk(`${url}/readyz`, READY_WITHIN_MS, this.aborted.signal);
    this.settings.progress.say(`the console is ready on ${url}`);
  }

  private async startService(service: ServiceEntry, eventLog: string): Promise<void> {
    const { name, port: preferred } = service;
    const port = await freePort(this.preferredPort(name, preferred));
    const url = `http://127.0.0.1:${port}`;
    const { databaseUrl } = this.file.services[name]!;
    this.save({
      services: { ...this.file.services, [name]: { url, databaseUrl } },
      ports: { ...this.file.ports, [name]: port },
    });
    this.supervise(name, 'service', [serviceMain(name)], {
      ...secretsOf(this.dataDir, service),
      PORT: String(port),
      HOST: '127.0.0.1',
      SERVICE_URL: url,
      DATABASE_URL: databaseUrl,
      EVENT_LOG: eventLog,
      OIDC_ISSUER: this.file.issuer!.url,
      OIDC_AUDIENCE: AUDIENCE,
      AGENCIES: sampleFile('agencies.json'),
      CLOCK_FILE: clockFile(this.dataDir),
      PARTNER_TOPICS: partnersOf(name).join(),
      ...(service.partners ? this.partnerSettings() : {}),
      GRACE_MS: String(SERVICE_GRACE_MS - 200),
      ...(eventLog.includes(',') ? {} : { SINGLE_BROKER: '1' }),
    });
  }

  private partnerSettings(): Record<string, string> {
    const { partners, keys } = this.file.partners!;
    return { PARTNERS: partners, PARTNER_KEYS: keys };
  }

  private supervise(
    name: string,
    kind: 'service' | 'issuer',
    args: string[],
    env: Record<string, string>,
  ): void {
    this.aborted.signal.throwIfAborted();
    const { progress, dataRoot } = this.settings;
    const logFile = join(dataRoot, 'logs', `${name}.log`);
    const inherited = Object.entries(process.env).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    );
    const supervised = new Supervised(
      {
        name,
        args: [...SERVICE_FLAGS, ...args],
        env: { ...Object.fromEntries(inherited), ...env },
        cwd: root,
        logFile,
      },
      {
        started: (pid) => this.note(name, kind, pid),
        died: (how, againInMs) =>
          progress.say(
            `${name} ended (${how}); starting it again in ${againInMs / 1000} s (log: ${logFile})`,
          ),
      },
    );
    this.watchers.push(new LogWatcher(logFile, (sentence) => progress.say(`${name}: ${sentence}`)));
    this.supervised.push(supervised);
    supervised.start();
  }

  private preferredPort(name: string, preferred: number): number {
    return this.file.ports[name] ?? preferred;
  }

  private note(name: string, kind: NotedProcess['kind'], pid: number | undefined): void {
    const identity = pid === undefined ? undefined : identify(pid);
    if (!identity) return;
    this.noted.set(name, { name, kind, ...identity });
    this.save({});
  }

  private save(change: Partial<StackFile>): void {
    this.file = { ...this.file, ...change, processes: [...this.noted.values()] };
    writeStack(this.settings.dataRoot, this.file);
  }
}

/** Where PostgreSQL's files are in truth: elsewhere when its user could not reach the data folder. */
function elsewhereFile(dataDir: string): string {
  return join(dataDir, 'postgres-folder');
}

function removeData(dataDir: string): void {
  const elsewhere = elsewhereFile(dataDir);
  if (existsSync(elsewhere)) rmSync(readFileSync(elsewhere, 'utf8'), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

type OpenLog = Awaited<ReturnType<typeof openEventLog>>;

/** A fresh database beside old records would begin every stream twice; and brokers that exist are not ours to empty. */
async function refuseOldRecords(log: OpenLog, topics: readonly { readonly name: string }[]): Promise<void> {
  const counts = await log.partitions(topics.map(({ name }) => name));
  for (const [topic, partitions] of counts) {
    for (let partition = 0; partition < partitions; partition += 1) {
      const { end } = await log.bounds({ topic, partition });
      if (end > 0n) {
        throw new UsageError(
          `--fresh: topic ${topic} of these brokers holds records; delete the topics first`,
        );
      }
    }
  }
}
