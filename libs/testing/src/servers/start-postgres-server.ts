import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port.js';
import {
  isReachable,
  postgresBinaries,
  reachableBase,
  serverUser,
  type ServerUser,
} from './postgres-binaries.js';
import { ServerProcess, type ServerExit } from './server-process.js';

export interface PostgresServerOptions {
  /** Where it keeps its files; a temporary folder unless told. An existing one is continued. */
  readonly dataDir?: string;
  /** Taken where it is free, else another. */
  readonly port?: number;
  /** Keeps the files after `stop`; false unless told. */
  readonly persistent?: boolean;
  /** False makes a commit survive a power cut (fsync); true unless `persistent`. */
  readonly unsafe?: boolean;
  /** Server settings, such as `{ max_connections: '200' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A PostgreSQL server of one's own. */
export interface PostgresServer {
  /** Of a superuser, database `postgres`. */
  readonly address: string;
  readonly port: number;
  /** Where its files are in truth: elsewhere than asked when the server's user could not reach that. */
  readonly dataDir: string;
  readonly logFile: string;
  readonly pid: number | undefined;
  onExit(listener: (exit: ServerExit) => void): () => void;
  /** SIGKILL of the postmaster; its backends end by themselves. */
  kill(): Promise<void>;
  /** Freezes the postmaster only: new connections wait, open ones go on. */
  pause(): void;
  resume(): void;
  /** On the same files and port, after `kill` or after it ended by itself. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const run = promisify(execFile);
const SUPERUSER = 'postgres';
const PASSWORD = 'postgres';

/**
 * Starts PostgreSQL 18 from the binaries of npm, as root (under user `postgres`) or as anybody. The first start on a folder
 * takes 1.2 s, the next 0.1 s.
 */
export async function startPostgresServer(options: PostgresServerOptions = {}): Promise<PostgresServer> {
  const user = serverUser();
  const binaries = await postgresBinaries(user);
  const home = dataFolder(options.dataDir, user);
  const dataDir = join(home, 'data');
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await initialise(binaries.initdb, home, dataDir, user);
  const port = await freePort(options.port);
  const address = `postgres://${SUPERUSER}:${PASSWORD}@127.0.0.1:${port}/postgres`;
  const logFile = join(home, 'server.log');
  const persistent = options.persistent ?? false;
  const server = new ServerProcess(`PostgreSQL on port ${port}`, {
    file: binaries.postgres,
    args: ['-D', dataDir, '-p', String(port), ...settingFlags(options, home)],
    logFile,
    env: { LC_MESSAGES: 'C', TZ: 'UTC' },
    ...user,
    stopSignal: 'SIGINT', // fast shutdown: clients are disconnected
    ready: () => answers(address),
    ...(persistent ? {} : { temporaryDir: home }),
  });
  try {
    await server.start();
  } catch (error) {
    if (!persistent) rmSync(home, { recursive: true, force: true });
    throw error;
  }
  return {
    address,
    port,
    dataDir,
    logFile,
    get pid() {
      return server.pid;
    },
    onExit: (listener) => server.onExit(listener),
    kill: () => server.kill(),
    pause: () => server.pause(),
    resume: () => server.resume(),
    restart: () => server.start(),
    stop: async () => {
      await server.stop();
      if (!persistent) rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A folder the server's user can reach and own; the one asked for, else one under `reachableBase()` that belongs to it. */
function dataFolder(asked: string | undefined, user: ServerUser): string {
  if (asked === undefined) return own(mkdtempSync(join(temporaryBase(user), 'xianjie-postgres-')), user);
  const wanted = resolve(asked);
  mkdirSync(wanted, { recursive: true });
  if (isReachable(dirname(wanted), user)) return own(wanted, user);
  const digest = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const folder = join(reachableBase(), `${basename(wanted)}-${digest}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(wanted, 'MOVED.txt'),
    `PostgreSQL's user cannot reach this folder; its files are in ${folder}\n`,
  );
  return own(folder, user);
}

function temporaryBase(user: ServerUser): string {
  return isReachable(tmpdir(), user) ? tmpdir() : reachableBase();
}

function own(folder: string, user: ServerUser): string {
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o755);
  return folder;
}

/** initdb into a folder beside it, moved when complete: an interrupted one leaves nothing that looks like a database. */
async function initialise(initdb: string, home: string, dataDir: string, user: ServerUser): Promise<void> {
  const partial = `${dataDir}.new`;
  rmSync(partial, { recursive: true, force: true });
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, `${PASSWORD}\n`);
  const flags = [
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
    '--auth=scram-sha-256',
    `--username=${SUPERUSER}`,
  ];
  try {
    await run(initdb, [`--pgdata=${partial}`, `--pwfile=${passwordFile}`, ...flags], {
      ...user,
      cwd: home,
      env: { ...process.env, LC_MESSAGES: 'C', LC_ALL: 'C' },
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(partial, dataDir);
}

function settingFlags(options: PostgresServerOptions, home: string): string[] {
  const unsafe = options.unsafe ?? !options.persistent;
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: process.platform === 'win32' ? '' : home.length < 80 ? home : '',
    max_connections: '300',
    shared_buffers: '128MB',
    max_wal_size: '2GB',
    ...(unsafe ? { fsync: 'off', synchronous_commit: 'on', full_page_writes: 'off' } : {}),
    ...options.settings,
  };
  return Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}

async function answers(address: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 1000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
