import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError } from '@xianjie/errors';
import fc from 'fast-check';
import type { LogRecord } from '../event-log/event-log.js';
import { InboxRig, TestStream } from './inbox-rig.suite.js';

/** What happens to a few streams: what is appended when, what is lost, doubled, refused, and when the consumer restarts. */
const story = fc.record({
  batch: fc.boolean(),
  steps: fc.array(
    fc.record({
      stream: fc.nat({ max: 3 }),
      fate: fc.constantFrom('sent', 'sent', 'sent', 'doubled', 'lost', 'replayed', 'restart'),
    }),
    { minLength: 5, maxLength: 25 },
  ),
  /** These events fail this often: `stale`, `unavailable` and our own bugs. */
  failures: fc.array(
    fc.record({
      stream: fc.nat({ max: 3 }),
      number: fc.integer({ min: 1, max: 6 }),
      kind: fc.constantFrom('stale', 'unavailable', 'conflict'),
    }),
    { maxLength: 4 },
  ),
});

describe('whatever happens', () => {
  let rig: InboxRig;
  beforeAll(async () => {
    rig = await InboxRig.start();
  });
  afterAll(() => rig.stop());

  it('applies each event exactly once, in the order of its stream', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ batch, steps, failures }) => {
        const streams = Array.from({ length: 4 }, () => new TestStream());
        const failing = new Map(
          failures.map(({ stream, number, kind }) => [`${streams[stream]?.id} ${number}`, kind]),
        );
        rig.behaviour = (_value, { entries }) => {
          for (const { envelope } of entries) {
            const name = `${envelope.subject} ${envelope.sequence}`;
            const kind = failing.get(name);
            if (!kind) continue;
            if (kind !== 'conflict') failing.delete(name);
            throw new DomainError(kind, 'test.failure', name);
          }
        };
        let consumer = await rig.consume(rig.ordinary({ batch }));
        const lost: LogRecord[] = [];
        for (const { stream, fate } of steps) {
          const of = streams[stream]!;
          if (fate === 'restart') {
            await consumer.close();
            consumer = await rig.consume(rig.ordinary({ batch }));
          } else if (fate === 'replayed')
            await append(
              rig,
              of.records.filter((one) => !lost.includes(one)),
            );
          else if (fate === 'lost') lost.push(of.next());
          else
            await append(
              rig,
              Array.from(
                { length: fate === 'doubled' ? 2 : 1 },
                (
                  (one) => () =>
                    one
                )(of.next()),
              ),
            );
        }
        await append(rig, lost);
        await rig.caughtUp();
        failing.clear();
        for (const stream of streams) {
          await rig.until(async () => (await rig.mark(stream))?.parked !== 'waiting');
          if ((await rig.mark(stream))?.parked) await consumer.parked.release(stream.id);
          const expected = stream.records.map((_, index) => index + 1);
          await rig.until(async () => (await rig.numbers(stream)).length >= expected.length);
          expect(await rig.numbers(stream)).toEqual(expected);
        }
        await consumer.close();
      }),
      { numRuns: 4, endOnFailure: true },
    );
  }, 300_000);
});

async function append(rig: InboxRig, records: readonly LogRecord[]): Promise<void> {
  if (records.length > 0) await rig.append(records);
}
