import { describe, expect, it } from '@jest/globals';
import type { EventLog, StoredRecord } from '@xianjie/messaging';
import { broken, endsOf, hearFrom } from './topic-range.js';

/** `stream:number`, in the order of the log; the id of an event is that of its stream and number. */
function logOf(...partitions: string[][]): EventLog {
  const stored = partitions.map((events, partition) =>
    events.map((event, offset) => record(event, partition, BigInt(offset))),
  );
  return {
    partitions: async () => new Map([['t', stored.length]]),
    bounds: async ({ partition }: { partition: number }) => ({
      first: 0n,
      end: BigInt(stored[partition]?.length ?? 0),
    }),
    read: async ({ partition }: { partition: number }, from: bigint, limit: number) =>
      stored[partition]?.slice(Number(from), Number(from) + Math.min(limit, 2)) ?? [],
  } as unknown as EventLog;
}

function record(event: string, partition: number, offset: bigint): StoredRecord {
  const [stream = '', number = ''] = event.split(':');
  const headers = {
    ce_id: event,
    ce_subject: `t/${stream}`,
    ce_sequence: number,
    ce_partitionkey: stream,
  };
  return { topic: 't', partition, offset, appendedAt: 0, key: stream, value: undefined, headers };
}

const hear = async (log: EventLog, from: readonly bigint[] = [0n, 0n]) =>
  hearFrom(log, 't', new Map(from.map((end, partition) => [partition, end])));

describe('hearFrom', () => {
  it('counts events, and no checkpoints', async () => {
    const log = logOf(['a:1', '@checkpoint/x/0:1', 'a:2', 'b:1'], ['c:1']);
    expect(await hear(log)).toEqual({ events: 4, doubles: 0, doublesOfPartition: 0, reordered: 0 });
  });

  it('finds doubles, and the most in one partition', async () => {
    const log = logOf(['a:1', 'b:1', 'a:1', 'b:1'], ['c:1', 'c:1']);
    expect(await hear(log)).toEqual({ events: 3, doubles: 3, doublesOfPartition: 2, reordered: 0 });
  });

  it('finds numbers that are not the next ones', async () => {
    expect((await hear(logOf(['a:2', 'a:1'], []))).reordered).toBe(2);
    expect((await hear(logOf(['a:1', 'a:3'], []))).reordered).toBe(1);
  });

  it('leaves out what was there before', async () => {
    const log = logOf(['a:1', 'b:1'], ['c:1']);
    expect((await hear(log, [1n, 1n])).events).toBe(1);
    expect(await endsOf(log, 't')).toEqual(
      new Map([
        [0, 2n],
        [1, 1n],
      ]),
    );
  });
});

describe('broken', () => {
  const well = { events: 3, doubles: 0, reordered: 0 };

  it.each([
    [well, 3, undefined],
    [well, 4, '3 of 4 events came'],
    [well, 2, '3 of 2 events came'],
    [{ ...well, doubles: 2 }, 3, '2 doubled'],
    [{ ...well, reordered: 1 }, 3, '1 reordered'],
  ])('of %j with %d expected says %s', (heard, expected, why) => {
    expect(broken(heard, expected)).toBe(why);
  });
});
