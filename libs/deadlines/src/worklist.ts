import { addDays, type LocalDate } from '@xianjie/identifiers';
import { CLOCK_COLUMNS, type ClockRow, type Queryable, toClock } from './clock-rows.js';
import { startOfDay } from './moments.js';
import type { Moved } from './say-count.js';
import type { Clock, TimeSource } from './words.js';

/** `LATE`: under every reading. `TODAY`: the earlier reading ends today or has ended. `WEEK`: it ends by Sunday. */
export const buckets = ['LATE', 'TODAY', 'WEEK'] as const;

export type Bucket = (typeof buckets)[number];

export interface WorkItem {
  readonly clock: Clock;
  readonly bucket: Bucket;
  /** False where the agency is an addressee: it sees what is late, not what is due. */
  readonly responsible: boolean;
  /** The earlier reading; the later one is the clock's `lateAt`. */
  readonly dueAt: Date;
  /** What moved its end since it began. */
  readonly moved: Moved;
  /** Where the next page would begin behind it. */
  readonly cursor: WorkCursor;
}

/** Where a page ended. */
export interface WorkCursor {
  readonly dueAt: string;
  readonly clockId: string;
}

export interface WorklistQuery {
  readonly agency: string;
  /** All of them where it is left out. */
  readonly bucket?: Bucket;
  /** 1 to 200. */
  readonly limit: number;
  readonly after?: WorkCursor;
}

export interface WorklistPage {
  /** In the order in which they end, the longest overdue first. */
  readonly items: readonly WorkItem[];
  /** Where the next page begins; null on the last. */
  readonly next: WorkCursor | null;
}

/** The moments that divide the buckets, as SQL; the week ends with Sunday, in China. */
function borders(time: TimeSource) {
  const today = time.today() as LocalDate;
  const sql = (moment: Date) => `'${moment.toISOString()}'::timestamptz`;
  return {
    now: sql(time.now()),
    dayEnds: sql(startOfDay(addDays(today, 1))),
    weekEnds: sql(startOfDay(addDays(sundayOf(today), 1))),
  };
}

type Borders = ReturnType<typeof borders>;

/** On `clock_reader`. Each begins with a range of the index. */
function conditions({ now, dayEnds, weekEnds }: Borders): Readonly<Record<Bucket | 'ALL', string>> {
  return {
    LATE: `due_at <= ${now} AND late_at <= ${now}`,
    TODAY: `due_at <= ${dayEnds} AND late_at > ${now} AND responsible`,
    WEEK: `due_at > ${dayEnds} AND due_at <= ${weekEnds} AND late_at > ${now} AND responsible`,
    ALL: `due_at <= ${weekEnds} AND (responsible OR late_at <= ${now})`,
  };
}

const MOVED = `EXISTS (SELECT FROM clock_entry e WHERE e.clock_id = c.id AND e.kind = 'EXTENDED') AS extended,
       EXISTS (SELECT FROM clock_entry e WHERE e.clock_id = c.id AND e.kind = 'RESUMED') AS paused`;

const FIRST: WorkCursor = { dueAt: '-infinity', clockId: '00000000-0000-0000-0000-000000000000' };

/** What an agency has to do today and this week, and what is late: its own clocks, and late ones of others that concern it. */
export async function worklist(db: Queryable, query: WorklistQuery, time: TimeSource): Promise<WorklistPage> {
  const { agency, bucket = 'ALL', limit, after = FIRST } = query;
  const between = borders(time);
  const rows = (await db.query(
    `SELECT ${CLOCK_COLUMNS}, p.responsible, p.due_text, p.late_at <= ${between.now} AS is_late,
       p.due_at <= ${between.dayEnds} AS is_today, ${MOVED}
     FROM (
       SELECT clock_id, responsible, due_at, late_at, due_at::text AS due_text FROM clock_reader
       WHERE agency = $1 AND ${conditions(between)[bucket]} AND (due_at, clock_id) > ($2, $3)
       ORDER BY due_at, clock_id LIMIT $4
     ) p JOIN clock c ON c.id = p.clock_id JOIN clock_rule r ON r.id = c.rule_id
     ORDER BY p.due_at, p.clock_id`,
    [agency, after.dueAt, after.clockId, limit + 1],
  )) as WorkRow[];
  const items = rows.slice(0, limit);
  return {
    items: items.map(toItem),
    next: rows.length > limit ? (items.map(cursorOf).at(-1) ?? null) : null,
  };
}

interface WorkRow extends ClockRow, Moved {
  readonly responsible: boolean;
  readonly due_at: Date;
  readonly due_text: string;
  readonly is_late: boolean;
  readonly is_today: boolean;
}

function toItem(row: WorkRow): WorkItem {
  const bucket = row.is_late ? 'LATE' : row.is_today ? 'TODAY' : 'WEEK';
  const { responsible, due_at: dueAt, extended, paused } = row;
  return {
    clock: toClock(row),
    bucket,
    responsible,
    dueAt,
    moved: { extended, paused },
    cursor: cursorOf(row),
  };
}

const cursorOf = ({ due_text, id }: WorkRow): WorkCursor => ({ dueAt: due_text, clockId: id });

/** The bucket of something that is due on a day; null where that is later than Sunday. */
export function bucketOf(dueOn: LocalDate, time: Pick<TimeSource, 'today'>): Bucket | null {
  const today = time.today() as LocalDate;
  if (dueOn < today) return 'LATE';
  if (dueOn === today) return 'TODAY';
  return dueOn <= sundayOf(today) ? 'WEEK' : null;
}

/** The days on which what is in a bucket is due, first and last; all of them up to Sunday where none is named. */
export function daysOf(
  bucket: Bucket | undefined,
  time: Pick<TimeSource, 'today'>,
): { readonly from: LocalDate; readonly to: LocalDate } {
  const today = time.today() as LocalDate;
  const ever = '0001-01-01' as LocalDate;
  switch (bucket) {
    case 'LATE':
      return { from: ever, to: addDays(today, -1) };
    case 'TODAY':
      return { from: today, to: today };
    case 'WEEK':
      return { from: addDays(today, 1), to: sundayOf(today) };
    default:
      return { from: ever, to: sundayOf(today) };
  }
}

function sundayOf(day: LocalDate): LocalDate {
  return addDays(day, (7 - new Date(`${day}T00:00:00Z`).getUTCDay()) % 7);
}

export type WorkCounts = Readonly<Record<Bucket, number>>;

/** No count goes beyond it: a longer list is not worked through by counting. */
export const MOST_COUNTED = 1000;

/** How many there are in each bucket, up to 1000. */
export async function countWork(db: Queryable, agency: string, time: TimeSource): Promise<WorkCounts> {
  const by = conditions(borders(time));
  const count = (bucket: Bucket) =>
    `(SELECT count(*)::int FROM (SELECT FROM clock_reader WHERE agency = $1 AND ${by[bucket]} LIMIT ${MOST_COUNTED}) n) AS "${bucket}"`;
  const [counts] = (await db.query(`SELECT ${buckets.map(count).join(', ')}`, [agency])) as [WorkCounts];
  return counts;
}
