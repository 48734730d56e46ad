import { setTimeout as sleep } from 'node:timers/promises';
import {
  startKafkaServer,
  startPostgresServer,
  type KafkaServer,
  type PostgresServer,
  type ServerExit,
} from '@xianjie/testing';

/** What the stack needs of a server it keeps alive. */
export interface KeptServer {
  readonly name: string;
  readonly kind: 'broker' | 'database';
  readonly pid: number | undefined;
  readonly port: number;
  readonly logFile: string;
  onExit(listener: (exit: ServerExit) => void): () => void;
  restart(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export interface ServerEvents {
  /** It runs, under this process id. */
  running(server: KeptServer): void;
  tell(sentence: string): void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;

/** PostgreSQL on the files of `dataDir`. */
export async function postgres(
  dataDir: string,
  port: number,
): Promise<{ server: KeptServer; address: string; dataDir: string }> {
  const started: PostgresServer = await startPostgresServer({ dataDir, port, persistent: true });
  return {
    server: kept('PostgreSQL', 'database', started),
    address: started.address,
    dataDir: started.dataDir,
  };
}

/** One Kafka broker on the files of `dataDir`. */
export async function kafka(dataDir: string, port: number): Promise<{ server: KeptServer; address: string }> {
  const started: KafkaServer = await startKafkaServer({ dataDir, port, persistent: true });
  return { server: kept('Kafka', 'broker', started.brokers[0]!), address: started.address };
}

type Server = Omit<KeptServer, 'name' | 'kind'>;

function kept(name: string, kind: KeptServer['kind'], server: Server): KeptServer {
  return {
    name,
    kind,
    get pid() {
      return server.pid;
    },
    port: server.port,
    logFile: server.logFile,
    onExit: (listener) => server.onExit(listener),
    restart: () => server.restart(),
    stop: () => server.stop(),
    kill: () => server.kill(),
  };
}

/** Starts a server again whenever it ends, until it is stopped. */
export class ServerKeeper {
  private stopping = false;
  private readonly forget: () => void;

  constructor(
    readonly server: KeptServer,
    private readonly events: ServerEvents,
  ) {
    this.forget = server.onExit((exit) => void this.revive(exit));
    events.running(server);
  }

  /** Asks it to end; what is left after `withinMs` is killed, which costs it a recovery at the next start and no data. */
  async stop(withinMs: number): Promise<void> {
    this.stopping = true;
    this.forget();
    const killed = new AbortController();
    const late = sleep(withinMs, undefined, { signal: killed.signal }).then(
      () => this.server.kill(),
      () => undefined,
    );
    await this.server.stop();
    killed.abort();
    await late;
  }

  kill(): void {
    this.stopping = true;
    this.forget();
    void this.server.kill();
  }

  private async revive({ code, signal }: ServerExit): Promise<void> {
    if (this.stopping) return;
    this.events.tell(`${this.server.name} ended (${signal ?? `exit code ${code}`}); starting it again`);
    for (let pauseMs = FIRST_PAUSE_MS; !this.stopping; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      await sleep(pauseMs);
      if (this.stopping) return;
      try {
        await this.server.restart();
        if (this.server.pid === undefined) continue;
        this.events.running(this.server);
        this.events.tell(`${this.server.name} runs again (pid ${this.server.pid})`);
        return;
      } catch (error) {
        if (!this.stopping)
          this.events.tell(`${this.server.name}: ${firstLine(error)} (log: ${this.server.logFile})`);
      }
    }
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
