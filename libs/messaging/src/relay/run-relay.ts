import { openEventLog } from '../event-log/open-event-log.js';
import type { RelayLogger } from './relay-options.js';
import { Relay } from './relay.js';

/** What a process that runs nothing but a relay is told. */
export interface RunRelaySettings {
  readonly databaseUrl: string;
  /** Resolved address: `kafka://host:port,…` or `postgres://…`. */
  readonly eventLog: string;
  readonly service: string;
  readonly topics: readonly string[];
  readonly checkpointMs?: number;
}

/** One line of JSON to standard error for each thing said. */
const lines: RelayLogger = {
  info: (message, details) => line('info', message, details),
  warn: (message, details) => line('warn', message, details),
  error: (message, details) => line('error', message, details),
};

function line(level: string, message: string, details: object = {}): void {
  const { error, ...rest } = details as { error?: unknown };
  const reason = error instanceof Error ? { error: error.message } : {};
  process.stderr.write(`${JSON.stringify({ level, message, ...rest, ...reason })}\n`);
}

/**
 * Runs a relay alone, until SIGTERM or SIGINT: for measurements, faults, and a service that wants its relay apart from its requests. Resolves
 * once the relay stands for the lock.
 */
export async function runRelay(settings: RunRelaySettings): Promise<Relay> {
  const { eventLog, ...options } = settings;
  const log = await openEventLog(eventLog, { clientId: `${settings.service}-relay` });
  const relay = new Relay({ ...options, log, logger: lines });
  await relay.start();
  const end = async (): Promise<void> => {
    await relay.stop();
    await log.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void end());
  process.once('SIGINT', () => void end());
  return relay;
}
