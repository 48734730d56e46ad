import { createServer, type Server } from 'node:net';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a test run may need, by name. */
export type RunServer = 'postgres' | 'kafka';

interface Started {
  readonly address: string;
  stop(): Promise<unknown>;
}

/**
 * The servers of one test run. They belong to the process that runs the tests, are started when the first test file asks, and
 * are the same for all its workers, which ask over a local socket: a run of rules alone starts nothing.
 */
export class RunServers {
  private readonly started = new Map<RunServer, Promise<Started>>();
  /** Goes with the run. A short name, as paths of sockets are short; servers of other users pass through it. */
  readonly folder = mkdtempSync(join(tmpdir(), 'xj-'));
  private server: Server | undefined;

  /** The socket's path, for `TEST_RUN_SERVERS`. */
  async listen(): Promise<string> {
    chmodSync(this.folder, 0o711);
    const path =
      process.platform === 'win32' ? `\\\\.\\pipe\\xianjie-${process.pid}` : join(this.folder, 'socket');
    this.server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (name) => {
        const answer = this.get(String(name).trim() as RunServer).then(
          ({ address }) => ({ address }),
          (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
        );
        void answer.then((value) => socket.end(JSON.stringify(value)));
      });
    });
    await new Promise<void>((resolve) => this.server!.listen(path, resolve));
    this.server.unref();
    return path;
  }

  async stop(): Promise<void> {
    this.server?.close();
    const all = [...this.started.values()];
    this.started.clear();
    await Promise.allSettled(all.map(async (started) => (await started).stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get(name: RunServer): Promise<Started> {
    let found = this.started.get(name);
    if (!found) {
      found = start(name);
      this.started.set(name, found);
    }
    return found;
  }
}

/** Loaded when asked for: a run that needs no server reads none of this. */
async function start(name: RunServer): Promise<Started> {
  if (process.env['TEST_SERVERS'] === 'containers') {
    const { startContainer } = await import('./containers.js');
    return startContainer(name);
  }
  if (name === 'postgres') return (await import('./start-postgres-server.js')).startPostgresServer();
  return (await import('./start-kafka-server.js')).startKafkaServer();
}
