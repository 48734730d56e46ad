import { describe, expect, it } from '@jest/globals';
import { Lane, LOWEST, type LaneOwner } from './lane.js';
import { readLanes } from './outbox-reader.js';
import type { EventRow } from './record.js';
import type { RelaySession } from './relay-session.js';

const AT = { topic: 't', partition: 0 };

function row(ord: number, key = 'a', number = ord): EventRow {
  return [
    0,
    ord,
    `t/${key}`,
    number,
    `id-${ord}`,
    null,
    1,
    1,
    '2026-11-23 00:00:00+00',
    null,
    Buffer.from('x'),
  ];
}

function group(...ords: number[]) {
  return {
    rows: ords.map((ord) => row(ord)),
    records: ords.map((ord) => ({ key: 'a', value: Buffer.from(`${ord}`), headers: {} })),
  };
}

/** An owner whose log answers when the test says so. */
function owner() {
  const asked: { sent: string[]; answer: () => void; reject: (error: Error) => void }[] = [];
  const its: LaneOwner = {
    append: (_at, records) =>
      new Promise((resolve, reject) => {
        asked.push({
          sent: records.map(({ value }) => value.toString()),
          answer: () => resolve(undefined),
          reject,
        });
      }),
    mayPass: () => true,
    answered: () => undefined,
    rejected: () => undefined,
  };
  return { its, asked };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a lane', () => {
  it('sends a group only when the one before it was acknowledged', async () => {
    const { its, asked } = owner();
    const lane = new Lane(AT, its);
    lane.push(group(1, 2));
    lane.push(group(3));
    expect(asked.map(({ sent }) => sent)).toEqual([['1', '2']]);
    asked[0]?.answer();
    await settle();
    expect(asked.map(({ sent }) => sent)).toEqual([['1', '2'], ['3']]);
    expect(lane.acknowledged).toEqual([1, 2]);
  });

  it('forgets what waits behind a rejected group, and pauses', async () => {
    const { its, asked } = owner();
    const lane = new Lane(AT, its);
    lane.push(group(1, 2));
    lane.push(group(3));
    asked[0]?.reject(new Error('no'));
    await settle();
    expect(asked).toHaveLength(1);
    expect([...lane.held]).toEqual([]);
    expect(lane.wantsMore(performance.now())).toBe(false);
    expect(lane.wantsMore(performance.now() + 1000)).toBe(true);
  });

  it('does not take what was read before a rejection: it lies behind what must be read again', async () => {
    const { its, asked } = owner();
    const lane = new Lane(AT, its);
    let found: (rows: EventRow[]) => void = () => undefined;
    const rows = new Promise<EventRow[]>((resolve) => (found = resolve));
    const session = { query: () => rows } as unknown as RelaySession;
    lane.push(group(1, 2));
    const reading = readLanes(session, [lane]);
    asked[0]?.reject(new Error('no'));
    await settle();
    found([row(3)]);
    expect(await reading).toEqual([]);
  });

  it('sends nothing once its relay may have lost the lock', () => {
    const { its, asked } = owner();
    const lane = new Lane(AT, { ...its, mayPass: () => false });
    lane.push(group(1));
    expect(asked).toEqual([]);
    expect(lane.held.size).toBe(0);
  });

  it('reads from above what is settled, but never from above what it holds', () => {
    const lane = new Lane(AT, owner().its);
    expect(lane.floor).toBe(LOWEST);
    lane.push(group(10, 20));
    lane.noteRead(20, 100, false);
    expect(lane.floor).toBe(9);
    lane.forget([10, 20]);
    lane.noteRead(LOWEST, 15, true);
    expect(lane.floor).toBe(15);
    lane.noteRead(LOWEST, 100, false);
    expect(lane.floor).toBe(20);
  });

  it('remembers the last number of each stream sent, for the next checkpoint', async () => {
    const { its, asked } = owner();
    const lane = new Lane(AT, its);
    lane.push({
      rows: [row(1, 'a', 4), row(2, 'b', 1), row(3, 'a', 5), row(-7, '@checkpoint/s/0', 9)],
      records: [],
    });
    asked[0]?.answer();
    await settle();
    expect([...lane.ends]).toEqual([
      ['a', 5],
      ['b', 1],
    ]);
  });
});
