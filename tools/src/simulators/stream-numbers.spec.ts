import { describe, expect, it } from '@jest/globals';
import type { EventEnvelope } from '@xianjie/contracts';
import { StreamNumbers } from './stream-numbers.js';

/** The event with that number, after the one before it unless told otherwise. */
function event(number: number, change: Partial<EventEnvelope> = {}): EventEnvelope {
  return {
    id: `e-${number}`,
    source: '/xianjie/test',
    type: 'test.v1.Noted',
    time: '2026-11-25T00:00:00.000Z',
    subject: 'test/a',
    sequence: BigInt(number),
    partitionKey: 'a',
    epoch: 1,
    ...(number > 1 ? { previous: `e-${number - 1}` } : {}),
    schemaFingerprint: 'x',
    ...change,
  };
}

function read(...events: EventEnvelope[]) {
  const numbers = new StreamNumbers();
  const fresh = events.filter((each) => numbers.isNew(each)).map(({ id }) => id);
  return { fresh, ...numbers.check() };
}

describe('the numbers of a stream', () => {
  it('let a double be dropped, and nothing else', () => {
    expect(read(event(1), event(2), event(2), event(1), event(3))).toEqual({
      fresh: ['e-1', 'e-2', 'e-3'],
      streams: 1,
      events: 3,
      doubles: 2,
      broken: [],
    });
  });

  it('are counted for each stream by itself', () => {
    const other = event(1, { id: 'o-1', subject: 'test/b' });
    expect(read(event(1), other, event(2))).toMatchObject({ streams: 2, events: 3, broken: [] });
  });

  it.each([
    ['a number is missing', [event(1), event(3)], 'test/a: number 2 is missing'],
    ['the first is missing', [event(2)], 'test/a: number 1 is missing'],
    [
      'an event names another before it',
      [event(1), event(2, { previous: 'x' })],
      'number 2 follows another event',
    ],
    ['the first names one before it', [event(1, { previous: 'x' })], 'number 1 follows another event'],
    ['two events share a number', [event(1), event(1, { id: 'x' })], 'two events have number 1'],
  ])('tell that %s', (_name, events, sentence) => {
    expect(read(...events).broken.join('; ')).toContain(sentence);
  });
});
