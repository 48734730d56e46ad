import pg from 'pg';
import type { TopicPartition } from '../event-log.js';
import { CHANNEL } from './notifier.js';

/** A session that says nothing for so long is ended by the server, and its locks with it: a frozen member loses its partitions. */
export const IDLE_LIMIT_MS = 4_000;
const QUERY_TIMEOUT_MS = 3_000;
const MEMBERS = 1_000_000_000;

export interface SessionEvents {
  /** `topicId/partition` keys that have grown; undefined: any may have. */
  grown(keys: readonly string[] | undefined): void;
  /** A member came or went. */
  membersChanged(): void;
  lost(error: Error | undefined): void;
}

export interface PartitionState extends TopicPartition {
  readonly topicId: number;
  readonly end: bigint;
}

/**
 * A member's session in a group: the connection is the membership. Presence and partitions are session advisory locks, so that
 * whatever ends the session (process, network, time-out) gives them up at that moment.
 */
export class GroupSession {
  private lastSent = 0;
  private open = true;
  private busy: Promise<void> = Promise.resolve();

  private constructor(
    private readonly client: pg.Client,
    private readonly groupId: number,
    private readonly member: number,
  ) {}

  static async join(
    address: string,
    clientId: string,
    group: string,
    events: SessionEvents,
  ): Promise<GroupSession> {
    const client = new pg.Client({
      connectionString: address,
      application_name: `${clientId} (group ${group})`,
      connectionTimeoutMillis: 5_000,
      query_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
    });
    client.on('error', () => undefined); // 'end' follows
    await client.connect();
    try {
      await client.query(
        `SET idle_session_timeout = ${IDLE_LIMIT_MS}; SET lock_timeout = 0; LISTEN ${CHANNEL}; LISTEN ${CHANNEL}_group`,
      );
      const groupId = await groupIdOf(client, group);
      const { rows } = await client.query<{ member: number }>("SELECT nextval('log_member')::int AS member");
      const session = new GroupSession(client, groupId, rows[0]!.member);
      session.listen(events);
      await session.query('SELECT pg_advisory_lock($1::int, $2::int)', [MEMBERS + groupId, session.member]);
      await session.announce();
      return session;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /** True when the server may have ended the session, as far as this process's clock tells. */
  isStale(): boolean {
    return !this.open || performance.now() - this.lastSent > IDLE_LIMIT_MS - 500;
  }

  /** Which of the living members this is, in an order all agree on. */
  async standing(): Promise<{ index: number; members: number }> {
    const { rows } = await this.query<{ member: number }>(
      `SELECT objid::int AS member FROM pg_locks
       WHERE locktype = 'advisory' AND classid = $1::bigint::oid AND objsubid = 2 AND granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
       ORDER BY objid`,
      [MEMBERS + this.groupId],
    );
    return { index: rows.findIndex(({ member }) => member === this.member), members: rows.length };
  }

  async states(topics: readonly string[]): Promise<PartitionState[]> {
    const { rows } = await this.query<{
      topic: string;
      topic_id: number;
      partition: number;
      next_offset: string;
    }>(
      `SELECT t.name AS topic, t.id AS topic_id, p.partition, p.next_offset
       FROM log_topic t JOIN log_partition p ON p.topic_id = t.id
       WHERE t.name = ANY($1) ORDER BY t.name, p.partition`,
      [topics],
    );
    return rows.map(({ topic, topic_id, partition, next_offset }) => {
      return { topic, topicId: topic_id, partition, end: BigInt(next_offset) };
    });
  }

  /** True when the partition is this member's now. */
  async tryTake(lock: number): Promise<boolean> {
    const taken = await this.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_lock($1::int, $2::int) AS mine',
      [this.groupId, lock],
    );
    return taken.rows[0]?.mine ?? false;
  }

  async give(lock: number): Promise<void> {
    await this.query('SELECT pg_advisory_unlock($1::int, $2::int)', [this.groupId, lock]);
    await this.announce();
  }

  async leave(): Promise<void> {
    if (!this.open) return;
    this.open = false;
    // Presence first, so that those who hear the announcement count without this member.
    await this.client
      .query(`SELECT pg_advisory_unlock_all(); SELECT pg_notify('${CHANNEL}_group', '${this.groupId}')`)
      .catch(() => undefined);
    await this.client.end().catch(() => undefined);
  }

  /** Ends the session at once, whatever it does. */
  drop(): void {
    this.open = false;
    void this.client.end().catch(() => undefined);
  }

  private async announce(): Promise<void> {
    await this.query(`SELECT pg_notify('${CHANNEL}_group', $1)`, [String(this.groupId)]);
  }

  /** One at a time. */
  private query<R extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<pg.QueryResult<R>> {
    const answer = this.busy.then(async () => {
      const sent = performance.now();
      const result = await this.client.query<R>(text, values);
      // The server counts from when it has answered, which is later than this.
      this.lastSent = sent;
      return result;
    });
    this.busy = answer.then(
      () => undefined,
      () => undefined,
    );
    return answer;
  }

  private listen(events: SessionEvents): void {
    this.client.on('notification', ({ channel, payload = '' }) => {
      if (channel === CHANNEL) events.grown(payload === '' ? undefined : payload.split(','));
      else if (payload === String(this.groupId)) events.membersChanged();
    });
    let failure: Error | undefined;
    this.client.on('error', (error) => (failure = error));
    this.client.on('end', () => {
      const wasOpen = this.open;
      this.open = false;
      if (wasOpen) events.lost(failure);
    });
  }
}

async function groupIdOf(client: pg.Client, group: string): Promise<number> {
  await client.query('INSERT INTO log_group (name) VALUES ($1) ON CONFLICT DO NOTHING', [group]);
  const { rows } = await client.query<{ id: number }>('SELECT id FROM log_group WHERE name = $1', [group]);
  return rows[0]!.id;
}
