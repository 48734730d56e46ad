import { afterEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@xianjie/errors';
import { InboxRig, TestStream } from './inbox-rig.suite.js';

describe('after a process ended with its batches noted', () => {
  let rig: InboxRig;
  afterEach(() => rig.stop());

  /** All partitions with a position, left behind by a process that was killed in the second batch after another had been. */
  async function leftBehind(partitions: number): Promise<void> {
    rig = await InboxRig.start('postgres', partitions);
    const first = await rig.consume();
    for (let partition = 0; partition < partitions; partition += 1) {
      await rig.append([new TestStream().next()], partition);
      await rig.caughtUp(partition);
    }
    await first.close();
    await rig.db.manager.query(
      'UPDATE inbox_position SET owner = gen_random_uuid(), attempt_offset = next_offset, attempt_records = 1',
    );
  }

  it('does not take waiting for dying: an event that must wait often is not parked', async () => {
    await leftBehind(1);
    const stream = new TestStream();
    let tries = 0;
    rig.behaviour = () => {
      tries += 1;
      if (tries <= 5) throw new DomainError('unavailable', 'test.away', 'not now');
    };
    await rig.append([stream.next()]);
    const consumer = await rig.consume();
    await rig.caughtUp();
    expect(await consumer.parked.list()).toEqual([]);
    expect(await rig.numbers(stream)).toEqual([1]);
  });

  it('tries and counts one event at a time of all partitions, so that only the one that kills is counted', async () => {
    const partitions = 4;
    await leftBehind(partitions);
    const counted: number[] = [];
    rig.behaviour = async () => {
      const rows = await rig.db.manager.query<unknown[]>('SELECT 1 FROM inbox_position WHERE attempts > 0');
      counted.push(rows.length);
      await new Promise((resolve) => setTimeout(resolve, 50)); // long enough for the other partitions to begin
    };
    for (let partition = 0; partition < partitions; partition += 1) {
      await rig.append([new TestStream().next()], partition);
    }
    await rig.consume();
    for (let partition = 0; partition < partitions; partition += 1) await rig.caughtUp(partition);
    expect(counted).toEqual([1, 1, 1, 1]);
  });
});
