import type { Tx } from '@xianjie/persistence';
import type { IncomingEvent } from './incoming.js';
import type { Mark, ParkedReason } from './judge.js';
import { prepared } from './statements.js';

interface MarkRow {
  stream_id: string;
  number: string;
  event_id: string | null;
  epoch: number;
  parked: ParkedReason | null;
  known_number: string | null;
}

const COLUMNS = 'stream_id, number, event_id, epoch, parked, known_number';

export type Marks = Map<string, Mark>;

/** The marks a transaction has locked, and what it makes of them. */
export class MarkBook {
  readonly changed: Marks = new Map();
  private readonly loaded = new Set<string>();
  private readonly marks: Marks = new Map();

  constructor(private readonly tx: Tx) {}

  /** Locks and reads those not read yet, in the order of their ids: two who lock many do not wait in a circle. */
  async load(streamIds: Iterable<string>): Promise<void> {
    const wanted = [...new Set(streamIds)].filter((streamId) => !this.loaded.has(streamId));
    for (const [streamId, mark] of await lockMarks(this.tx, wanted)) this.marks.set(streamId, mark);
    for (const streamId of wanted) this.loaded.add(streamId);
  }

  /** Undefined for a stream that was never seen. */
  get(streamId: string): Mark | undefined {
    return this.marks.get(streamId);
  }

  set(streamId: string, mark: Mark): void {
    this.marks.set(streamId, mark);
    this.changed.set(streamId, mark);
  }

  /** Writes what was changed; a batch writes it together with its position. */
  async write(): Promise<void> {
    if (this.changed.size > 0)
      await prepared(this.tx, 'inbox_write_marks', marksUpsert(1), markArrays(this.changed));
    this.changed.clear();
  }
}

const lockMarks = (tx: Tx, streamIds: readonly string[]): Promise<Marks> =>
  readMarks(tx, streamIds, 'ORDER BY stream_id FOR UPDATE');

/** Planned anew each time: a plan made while the table was small reads all of it, and would be kept when it has grown. */
export async function readMarks(
  db: Pick<Tx, 'query'>,
  streamIds: readonly string[],
  how: '' | 'ORDER BY stream_id FOR UPDATE' = '',
): Promise<Marks> {
  if (streamIds.length === 0) return new Map();
  const text = `SELECT ${COLUMNS} FROM inbox_mark WHERE stream_id = ANY($1::text[]) ${how}`;
  return toMarks(await db.query<MarkRow[]>(text, [streamIds]));
}

function toMarks(rows: readonly MarkRow[]): Marks {
  return new Map(rows.map((row) => [row.stream_id, toMark(row)]));
}

function toMark(row: MarkRow): Mark {
  return {
    number: BigInt(row.number),
    eventId: row.event_id ?? undefined,
    epoch: row.epoch,
    parked: row.parked ?? undefined,
    known: row.known_number === null ? undefined : BigInt(row.known_number),
  };
}

/** The mark after `event` was applied. A waiting stream stays so until what is parked of it has followed. */
export function advanced(mark: Mark | undefined, event: IncomingEvent): Mark {
  return {
    number: event.number,
    eventId: event.id,
    epoch: event.epoch,
    parked: mark?.parked === 'waiting' ? 'waiting' : undefined,
    known: mark?.parked === 'waiting' ? mark.known : undefined,
  };
}

export function parkedMark(mark: Mark | undefined, reason: ParkedReason, known: bigint | undefined): Mark {
  const before = mark ?? { number: 0n, eventId: undefined, epoch: 0, parked: undefined, known: undefined };
  const highest = known !== undefined && (before.known ?? 0n) < known ? known : before.known;
  return { ...before, parked: reason, known: highest };
}

/** `unnest` arrays of marks, for `MARKS_UPSERT`. */
export function markArrays(marks: Marks): unknown[][] {
  const all = [...marks].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    all.map(([streamId]) => streamId),
    all.map(([, mark]) => String(mark.number)),
    all.map(([, mark]) => mark.eventId ?? null),
    all.map(([, mark]) => mark.epoch),
    all.map(([, mark]) => mark.parked ?? null),
    all.map(([, mark]) => (mark.known === undefined ? null : String(mark.known))),
  ];
}

/** Takes the arrays of `markArrays` from parameter `$first` on. */
export function marksUpsert(first: number): string {
  const types = ['text', 'bigint', 'text', 'integer', 'text', 'bigint'];
  const arrays = types.map((type, index) => `$${first + index}::${type}[]`).join(', ');
  return `INSERT INTO inbox_mark AS m (${COLUMNS}, parked_at)
    SELECT u.*, CASE WHEN u.parked IS NOT NULL THEN now() END
    FROM unnest(${arrays}) AS u(${COLUMNS})
    ON CONFLICT (stream_id) DO UPDATE SET number = excluded.number, event_id = excluded.event_id, epoch = excluded.epoch,
      parked = excluded.parked, known_number = excluded.known_number,
      parked_at = CASE WHEN excluded.parked IS NOT NULL THEN coalesce(m.parked_at, now()) END,
      asked = CASE WHEN excluded.number = m.number THEN m.asked ELSE 0 END,
      asked_at = CASE WHEN excluded.number = m.number THEN m.asked_at END`;
}
