import type { EventLog, StoredRecord } from '@xianjie/messaging';

/** Where each partition of a topic ends, by partition. */
export type Ends = ReadonlyMap<number, bigint>;

/** What a part of a topic holds. */
export interface Heard {
  readonly events: number;
  /** Events that were there before, in the same part. */
  readonly doubles: number;
  /** The most of them in one partition. */
  readonly doublesOfPartition: number;
  /** Events whose number is not the next of their stream. */
  readonly reordered: number;
}

const CHUNK = 5000;

export async function endsOf(log: EventLog, topic: string): Promise<Ends> {
  const partitions = (await log.partitions([topic])).get(topic) ?? 0;
  const ends = new Map<number, bigint>();
  for (let partition = 0; partition < partitions; partition += 1)
    ends.set(partition, (await log.bounds({ topic, partition })).end);
  return ends;
}

/** Reads a topic from where it once ended up to its present end; checkpoints do not count. */
export async function hearFrom(log: EventLog, topic: string, ends: Ends): Promise<Heard> {
  let heard: Heard = { events: 0, doubles: 0, doublesOfPartition: 0, reordered: 0 };
  for (const [partition, end] of ends) {
    const part = await hearPartition(log, { topic, partition }, end);
    heard = {
      events: heard.events + part.events,
      doubles: heard.doubles + part.doubles,
      doublesOfPartition: Math.max(heard.doublesOfPartition, part.doubles),
      reordered: heard.reordered + part.reordered,
    };
  }
  return heard;
}

async function hearPartition(log: EventLog, at: { topic: string; partition: number }, from: bigint) {
  const ids = new Set<string>();
  const numbers = new Map<string, number>();
  let [events, doubles, reordered] = [0, 0, 0];
  const hear = ({ headers }: StoredRecord): void => {
    const { ce_id: id = '', ce_subject: stream = '', ce_sequence: number } = headers;
    if (headers['ce_partitionkey']?.startsWith('@')) return;
    if (ids.has(id)) {
      doubles += 1;
      return;
    }
    ids.add(id);
    events += 1;
    const expected = (numbers.get(stream) ?? 0) + 1;
    if (Number(number) !== expected) reordered += 1;
    numbers.set(stream, Math.max(expected, Number(number)));
  };
  const { end } = await log.bounds(at);
  for (let offset = from; offset < end;) {
    const records = await log.read(at, offset, CHUNK);
    for (const record of records) hear(record);
    const last = records.at(-1);
    if (!last) throw new Error(`${at.topic}/${at.partition} holds no record at ${offset}`);
    offset = last.offset + 1n;
  }
  return { events, doubles, reordered };
}

/** Why a round does not count: what was expected is not what is there. Undefined where all is well. */
export function broken(
  heard: Pick<Heard, 'events' | 'doubles' | 'reordered'>,
  expected: number,
): string | undefined {
  if (heard.doubles > 0) return `${heard.doubles} doubled`;
  if (heard.reordered > 0) return `${heard.reordered} reordered`;
  return heard.events === expected ? undefined : `${heard.events} of ${expected} events came`;
}
