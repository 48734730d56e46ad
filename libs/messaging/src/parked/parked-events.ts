import { DomainError } from '@xianjie/errors';
import type { Database, Tx } from '@xianjie/persistence';
import { applyOne, type Applying } from '../consumer/apply-events.js';
import { compareCheckpoint } from '../consumer/checkpoints.js';
import { BatchFailure, codeOf, meaningOf, sentenceOf } from '../consumer/failure.js';
import type { Origin } from '../consumer/inbox-context.js';
import { isCheckpoint, type IncomingEvent } from '../consumer/incoming.js';
import { judge, type Mark, type ParkedReason } from '../consumer/judge.js';
import { advanced, MarkBook, parkedMark } from '../consumer/marks.js';
import { nextParked, toIncoming, type ParkedRow } from './parked-store.js';

/** A parked stream, for a list. */
export interface ParkedStream {
  readonly streamId: string;
  readonly reason: ParkedReason;
  /** The last number applied. */
  readonly applied: bigint;
  readonly events: number;
  readonly since: Date;
  readonly code: string | null;
  readonly error: string | null;
}

/** A parked event as people see it. */
export interface ParkedEvent {
  readonly number: bigint;
  readonly eventId: string;
  readonly type: string;
  readonly reason: ParkedReason | 'behind';
  readonly code: string | null;
  readonly error: string | null;
  readonly attempts: number;
  readonly parkedAt: Date;
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where it cannot be decoded; `undecodable` says why. */
  readonly value: unknown;
  readonly undecodable: string | undefined;
}

export interface ReleaseOutcome {
  /** Events applied. */
  readonly applied: number;
  /** Events still parked. */
  readonly remaining: number;
  /** Why it did not go on; undefined where nothing is parked any more. */
  readonly reason: ParkedReason | undefined;
  readonly error: string | undefined;
}

/** Events applied in one transaction of a release: the consumer waits for the mark meanwhile. */
const CHUNK = 100;

/** Thrown to roll a dry run back. */
class Rehearsed extends Error {
  constructor(readonly outcome: ReleaseOutcome) {
    super('rehearsed');
  }
}

/** What operators do with parked streams. Release and consumer lock the same mark, so neither overtakes the other. */
export class ParkedEvents {
  constructor(
    private readonly db: Database,
    private readonly applying: Applying,
  ) {}

  /** At most `limit` (1 to 1000) streams after `after`, by stream id; of one reason where it is given. */
  async list(page: { after?: string; limit?: number; reason?: ParkedReason } = {}): Promise<ParkedStream[]> {
    const rows = await this.db.manager.query<ParkedStreamRow[]>(
      `SELECT m.stream_id, m.parked, m.number, m.parked_at, p.events, f.code, f.error
       FROM inbox_mark m
       CROSS JOIN LATERAL (SELECT count(*)::int AS events FROM parked_event e WHERE e.stream_id = m.stream_id) p
       LEFT JOIN LATERAL (SELECT code, error FROM parked_event e WHERE e.stream_id = m.stream_id ORDER BY number LIMIT 1) f ON true
       WHERE m.parked IS NOT NULL AND m.stream_id > $1 AND ($2::text IS NULL OR m.parked = $2)
       ORDER BY m.stream_id LIMIT $3`,
      [page.after ?? '', page.reason ?? null, Math.min(Math.max(page.limit ?? 100, 1), 1000)],
    );
    return rows.map(toStream);
  }

  /** The first `limit` events parked of a stream, decoded. Throws `not-found` where it is not parked. */
  async show(streamId: string, limit = 100): Promise<ParkedEvent[]> {
    const rows = await nextParked(this.db.manager, streamId, Math.min(Math.max(limit, 1), 1000));
    if (rows.length === 0) await this.demandParked(this.db.manager, streamId);
    return rows.map((row) => this.toEvent(row));
  }

  /** What a release would do, without effect. */
  async dryRun(streamId: string): Promise<ReleaseOutcome> {
    try {
      return await this.db.transact(async (tx) => {
        throw new Rehearsed(await this.applyChunk(tx, streamId, 'dry-run', CHUNK));
      });
    } catch (error) {
      if (error instanceof Rehearsed) return error.outcome;
      if (error instanceof BatchFailure) return this.obstacle(streamId, error, 0);
      throw error;
    }
  }

  /**
   * Applies what is parked of a stream, in order, until nothing is left or one is refused again (then what was before it is
   * applied and committed). Throws `not-found` where the stream is not parked, `unavailable` where it cannot be done now.
   */
  async release(streamId: string): Promise<ReleaseOutcome> {
    await this.demandParked(this.db.manager, streamId);
    return this.applyAll(streamId);
  }

  /** Lets a waiting stream go on where its missing number has come. */
  async releaseReady(streamId: string): Promise<ReleaseOutcome> {
    return this.applyAll(streamId);
  }

  /**
   * Leaves what is in the way unapplied, with a reason on record, and goes on with what is behind it. In the way is: of a
   * waiting stream the missing numbers; of a forked one all its parked events, whose last becomes the mark; else the first event.
   */
  async giveUp(streamId: string, because: string, by: string): Promise<ReleaseOutcome> {
    await this.db.transact(async (tx) => {
      const book = new MarkBook(tx);
      await book.load([streamId]);
      const mark = book.get(streamId);
      if (!mark?.parked) throw notParked(streamId);
      await this.abandon(tx, book, streamId, mark, { because, by });
      await book.write();
    });
    return this.applyAll(streamId);
  }

  private async abandon(
    tx: Tx,
    book: MarkBook,
    streamId: string,
    mark: Mark,
    decision: { because: string; by: string },
  ): Promise<void> {
    const all = await nextParked(tx, streamId, 10_000);
    const rows = all.filter(({ number }) => BigInt(number) > mark.number);
    const first = rows[0];
    if (mark.parked === 'waiting') {
      const number = first ? BigInt(first.number) - 1n : (mark.known ?? mark.number);
      book.set(streamId, { ...mark, number, eventId: undefined });
      return noteMissing(tx, streamId, mark.number + 1n, number, decision);
    }
    const given = mark.parked === 'forked' ? all : rows.slice(0, 1);
    const last = given.at(-1);
    if (last) book.set(streamId, { ...advanced(undefined, toIncoming(last)), parked: 'waiting' });
    else book.set(streamId, { ...mark, parked: undefined });
    await moveToGivenUp(tx, given, decision);
  }

  private async applyAll(streamId: string): Promise<ReleaseOutcome> {
    let applied = 0;
    let limit = CHUNK;
    for (let tries = 0; tries < 10;) {
      try {
        const outcome = await this.db.transact((tx) => this.applyChunk(tx, streamId, 'release', limit));
        applied += outcome.applied;
        if (outcome.applied < limit || outcome.remaining === 0) return { ...outcome, applied };
        limit = CHUNK;
      } catch (error) {
        if (!(error instanceof BatchFailure)) throw error;
        const failed = error.indices[0] ?? 0;
        const meaning = meaningOf(error.reason);
        if (meaning === 'unavailable') {
          if (!(await this.learn(streamId, failed, error))) throw error.reason;
          tries += 1;
        } else if (meaning === 'again') tries += 1;
        else if (failed > 0) limit = failed;
        else return this.obstacle(streamId, error, applied);
      }
    }
    throw new DomainError('unavailable', 'parked.contended', `${streamId} is in use; try again`, {
      zh: '该事件流正在处理，请稍后重试',
    });
  }

  /** Fetches the schema that the failed event needs; answers whether it is worth while to try again. */
  private async learn(streamId: string, failed: number, { reason }: BatchFailure): Promise<boolean> {
    const row = (await nextParked(this.db.manager, streamId, failed + 1))[failed];
    return row !== undefined && this.applying.decoder.learn(toIncoming(row), reason);
  }

  /** Applies up to `limit` events that follow the mark; unparks the stream where nothing is left. Throws BatchFailure. */
  private async applyChunk(tx: Tx, streamId: string, origin: Origin, limit: number): Promise<ReleaseOutcome> {
    const book = new MarkBook(tx);
    await book.load([streamId]);
    const start = book.get(streamId);
    if (!start?.parked) return { applied: 0, remaining: 0, reason: undefined, error: undefined };
    const done: ParkedRow[] = [];
    let applied = 0;
    for (const row of await nextParked(tx, streamId, limit)) {
      const event = toIncoming(row);
      const judgement = judge(event, released(book, streamId), false);
      if (judgement !== 'apply' && judgement !== 'double') {
        const reason = judgement === 'forked' ? 'forked' : 'waiting';
        book.set(streamId, parkedMark(book.get(streamId), reason, event.number));
        break;
      }
      if (judgement === 'apply') {
        await this.applyParked(tx, book, { event, index: applied }, origin);
        book.set(streamId, { ...advanced(book.get(streamId), event), parked: 'waiting' });
        applied += 1;
      }
      done.push(row);
    }
    await deleteRows(tx, done);
    return this.settle(tx, book, streamId, applied);
  }

  private async applyParked(
    tx: Tx,
    book: MarkBook,
    one: { event: IncomingEvent; index: number },
    origin: Origin,
  ): Promise<void> {
    if (!isCheckpoint(one.event)) return applyOne(tx, this.applying, one, origin);
    await compareCheckpoint(book, one.event, this.applying.decoder, false);
  }

  private async settle(tx: Tx, book: MarkBook, streamId: string, applied: number): Promise<ReleaseOutcome> {
    const remaining = await countRows(tx, streamId);
    const mark = book.get(streamId);
    const isMissing = mark?.known !== undefined && mark.number < mark.known && mark.parked === 'waiting';
    if (mark && remaining === 0 && !isMissing)
      book.set(streamId, { ...mark, parked: undefined, known: undefined });
    await book.write();
    return { applied, remaining, reason: book.get(streamId)?.parked, error: undefined };
  }

  private async obstacle(streamId: string, failure: BatchFailure, applied: number): Promise<ReleaseOutcome> {
    const meaning = meaningOf(failure.reason);
    const error = sentenceOf(failure.reason);
    const reason: ParkedReason = meaning === 'refused' ? 'refused' : 'failed';
    const remaining = await this.db.transact(async (tx) => {
      const book = new MarkBook(tx);
      await book.load([streamId]);
      const mark = book.get(streamId);
      if (mark?.parked) book.set(streamId, { ...mark, parked: reason });
      await book.write();
      await noteTry(tx, streamId, reason, codeOf(failure.reason) ?? null, error);
      return countRows(tx, streamId);
    });
    return { applied, remaining, reason, error };
  }

  private async demandParked(db: Pick<Tx, 'query'>, streamId: string): Promise<void> {
    const rows = await db.query<unknown[]>(
      'SELECT FROM inbox_mark WHERE stream_id = $1 AND parked IS NOT NULL',
      [streamId],
    );
    if (rows.length === 0) throw notParked(streamId);
  }

  private toEvent(row: ParkedRow): ParkedEvent {
    const event = toIncoming(row);
    let value: unknown;
    let undecodable: string | undefined;
    try {
      value = this.applying.decoder.decode(event);
    } catch (error) {
      undecodable = sentenceOf(error);
    }
    const { type, number, id: eventId } = event;
    const { topic, partition, offset, headers } = event.record;
    const { reason, code, error, attempts, parked_at: parkedAt } = row;
    return {
      number,
      eventId,
      type,
      reason,
      code,
      error,
      attempts,
      parkedAt,
      topic,
      partition,
      offset,
      headers,
      value,
      undecodable,
    };
  }
}

/** The stream's mark as it is judged by while it is being released. */
function released(book: MarkBook, streamId: string): Mark | undefined {
  const mark = book.get(streamId);
  return mark && { ...mark, parked: 'waiting' };
}

function notParked(streamId: string): DomainError {
  return new DomainError('not-found', 'parked.unknown', `${streamId} is not parked`, {
    zh: '该事件流未被搁置',
  });
}

interface ParkedStreamRow {
  stream_id: string;
  parked: ParkedReason;
  number: string;
  parked_at: Date;
  events: number;
  code: string | null;
  error: string | null;
}

function toStream(row: ParkedStreamRow): ParkedStream {
  const { parked: reason, parked_at: since, events, code, error } = row;
  return { streamId: row.stream_id, reason, applied: BigInt(row.number), events, since, code, error };
}

async function countRows(tx: Tx, streamId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM parked_event WHERE stream_id = $1',
    [streamId],
  );
  return row?.count ?? 0;
}

const KEYS = '(stream_id, number, event_id) IN (SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[]))';

function keysOf(rows: readonly ParkedRow[]): unknown[] {
  return [rows.map((row) => row.stream_id), rows.map((row) => row.number), rows.map((row) => row.event_id)];
}

async function deleteRows(tx: Tx, rows: readonly ParkedRow[]): Promise<void> {
  if (rows.length > 0) await tx.query(`DELETE FROM parked_event WHERE ${KEYS}`, keysOf(rows));
}

async function moveToGivenUp(
  tx: Tx,
  rows: readonly ParkedRow[],
  { because, by }: { because: string; by: string },
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `WITH gone AS (DELETE FROM parked_event WHERE ${KEYS} RETURNING *)
     INSERT INTO given_up_event SELECT gone.*, now(), $4, $5 FROM gone`,
    [...keysOf(rows), by, because],
  );
}

/** Numbers that never came leave a row of their own, the last of them. */
async function noteMissing(
  tx: Tx,
  streamId: string,
  from: bigint,
  to: bigint,
  { because, by }: { because: string; by: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO given_up_event (stream_id, number, event_id, topic, partition, log_offset, appended_at, headers, reason, error,
       given_up_by, given_up_because)
     VALUES ($1, $2, '', '', -1, -1, now(), '{}', 'waiting', $3, $4, $5)`,
    [streamId, String(to), `Numbers ${from} to ${to} never came`, by, because],
  );
}

async function noteTry(
  tx: Tx,
  streamId: string,
  reason: string,
  code: string | null,
  error: string,
): Promise<void> {
  await tx.query(
    `UPDATE parked_event SET attempts = attempts + 1, reason = $2, code = $3, error = $4
     WHERE (stream_id, number, event_id) = (SELECT stream_id, number, event_id FROM parked_event
       WHERE stream_id = $1 ORDER BY number, parked_at, event_id LIMIT 1)`,
    [streamId, reason, code, error.replaceAll('\0', '')],
  );
}
