import { EventHeader } from '@xianjie/contracts';
import type { EventLog, TopicPartition } from '../event-log/event-log.js';

export interface SoughtEvent extends TopicPartition {
  readonly eventId: string;
  readonly occurredAt: Date;
}

/** Clocks of hosts differ; an event may stand in the log a little before its time. */
const SKEW_MS = 60_000;
const CHUNK = 500;
/** Records read at most where the halving ended: an event that waited long for the log is not searched for ever. */
const MOST = 20_000;

/** Where an event stands in the log; undefined where it was not found near its time. For people, not for the hot path. */
export async function findInLog(log: EventLog, sought: SoughtEvent): Promise<bigint | undefined> {
  const { first, end } = await log.bounds(sought);
  const since = sought.occurredAt.getTime() - SKEW_MS;
  let at = await firstAppended(log, sought, first, end, since);
  for (let read = 0; at < end && read < MOST;) {
    const records = await log.read(sought, at, CHUNK);
    const found = records.find(({ headers }) => headers[EventHeader.id] === sought.eventId);
    if (found) return found.offset;
    const last = records.at(-1);
    if (!last) return undefined;
    read += records.length;
    at = last.offset + 1n;
  }
  return undefined;
}

/** The first offset whose record was appended at that time or later: records of a partition stand in the order of their time. */
async function firstAppended(
  log: EventLog,
  at: TopicPartition,
  first: bigint,
  end: bigint,
  since: number,
): Promise<bigint> {
  let [low, high] = [first, end];
  while (high - low > BigInt(CHUNK)) {
    const middle = (low + high) / 2n;
    const [record] = await log.read(at, middle, 1);
    if (record && record.appendedAt < since) low = middle;
    else high = middle;
  }
  return low;
}
