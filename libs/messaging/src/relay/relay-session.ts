import pg from 'pg';
import { WAKE_CHANNEL } from '../outbox/wake.js';

/** PostgreSQL ends a session that said nothing for so long: a frozen relay loses its lock, and with it its right. */
const IDLE_SESSION_MS = 4000;
/** Without an answer for so long a relay no longer trusts that it holds the lock; shorter than the above. */
const TRUST_MS = 2500;
const QUERY_TIMEOUT_MS = 10_000;
const LOCK = "hashtext('xianjie.relay')";

const INT8 = 20;
const TIMESTAMPTZ = 1184;
/** Ordinals and stream numbers stay below 2^53; times go into headers as text. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return Number;
    if (oid === TIMESTAMPTZ) return String;
    return pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
  },
};

/**
 * What the session is set to: an order of plans that fits short lists, and deletes that need not wait for the disk. Statements are planned
 * once, maybe while the tables were empty: a plan that reads whole tables would be kept when a hundred thousand events have come.
 */
const SETTINGS = `
  SET idle_session_timeout = ${IDLE_SESSION_MS};
  SET client_connection_check_interval = 1000;
  SET statement_timeout = ${QUERY_TIMEOUT_MS};
  SET synchronous_commit = off;
  SET plan_cache_mode = force_generic_plan;
  SET enable_seqscan = off;
  SET enable_hashjoin = off;
  SET enable_mergejoin = off;
  SET enable_material = off;
  SET enable_memoize = off;
  SET max_parallel_workers_per_gather = 0;
  SET jit = off;
  SET timezone = 'UTC';
  LISTEN ${WAKE_CHANNEL}`;

/**
 * The direct session (no pooler) whose advisory lock makes a relay the active one. It reads and deletes here, so that a relay whose session
 * is gone can do neither.
 */
export class RelaySession {
  private heardAt = performance.now();
  private lost: Error | undefined;

  private constructor(
    private readonly client: pg.Client,
    onWake: () => void,
    onLost: () => void,
  ) {
    client.on('notification', onWake);
    client.on('error', (error) => this.lose(error));
    client.on('end', () => {
      this.lose(new Error('The session ended'));
      onLost();
    });
  }

  /** Throws where the database cannot be reached within 3 s. */
  static async open(
    url: string,
    name: string,
    onWake: () => void,
    onLost: () => void,
  ): Promise<RelaySession> {
    const client = new pg.Client({
      connectionString: url,
      application_name: name,
      connectionTimeoutMillis: 3000,
      query_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
      types,
    });
    const session = new RelaySession(client, onWake, onLost);
    try {
      await client.connect();
      await client.query(SETTINGS);
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /** Whether the lock can still be ours: an answer came lately. A process that was frozen finds that it is not. */
  get trusted(): boolean {
    return !this.lost && performance.now() - this.heardAt < TRUST_MS;
  }

  /** One statement, prepared under `name`. Any failure ends the session: whoever holds the lock must be sure of it. */
  async query<T extends unknown[]>(name: string, text: string, values: unknown[]): Promise<T[]> {
    if (this.lost) throw this.lost;
    try {
      const { rows } = await this.client.query<T>({ name, text, values, rowMode: 'array' });
      this.heardAt = performance.now();
      return rows;
    } catch (error) {
      this.lose(error as Error);
      throw error;
    }
  }

  /** Tries to become the active one. */
  async tryLock(): Promise<boolean> {
    const [row] = await this.query<[boolean]>('lock', `SELECT pg_try_advisory_lock(${LOCK})`, []);
    return row?.[0] === true;
  }

  /** Gives the lock up with the session. Never throws, and does not wait for a database that does not answer. */
  async close(): Promise<void> {
    const stream = (this.client as unknown as { connection: { stream: { destroy(): void } } }).connection
      .stream;
    const hurry = setTimeout(() => stream.destroy(), 500);
    await this.client.end().catch(() => undefined);
    clearTimeout(hurry);
  }

  private lose(error: Error): void {
    this.lost ??= error;
  }
}
