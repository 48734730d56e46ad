import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { LeadSubmitted } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import { describeOnEachLog } from '@xianjie/testing';
import { InboxRig, TestStream, TOPIC } from './inbox-rig.suite.js';

describeOnEachLog('a consumer', (kind) => {
  let rig: InboxRig;
  // One rig for all: each Kafka costs seconds. Tests have streams of their own, and go on where the one before ended.
  beforeAll(async () => {
    rig = await InboxRig.start(kind);
  });
  afterEach(() => rig.closeApps());
  afterAll(() => rig.stop());

  it('applies each event once, in the order of its stream, and goes on where it was after a restart', async () => {
    const [a, b] = [new TestStream(), new TestStream()];
    await rig.append([a.next(), b.next(), a.withdrawn()]);
    const first = await rig.consume();
    await rig.caughtUp();
    await first.close();
    await rig.append([b.withdrawn(), ...a.records, a.next()]);
    await rig.consume();
    await rig.caughtUp();
    expect(await rig.numbers(a)).toEqual([1, 2, 3]);
    expect(await rig.numbers(b)).toEqual([1, 2]);
  });

  it('hands a batch handler waves in which each key occurs once', async () => {
    const [a, b] = [new TestStream(), new TestStream()];
    const waves: string[][] = [];
    rig.behaviour = (_value, { entries }) => {
      if (waves.at(-1) !== entries.map(({ envelope }) => envelope.subject))
        waves.push(entries.map((e) => e.envelope.subject));
    };
    await rig.append([a.next(), b.next(), a.next(), a.next()]);
    await rig.consume(rig.ordinary({ batch: true }));
    await rig.caughtUp();
    expect(waves.every((wave) => new Set(wave).size === wave.length)).toBe(true);
    expect(await rig.numbers(a)).toEqual([1, 2, 3]);
    expect(await rig.numbers(b)).toEqual([1]);
  });

  it('parks what the rules refuse with all that follows of its key, while other keys go on', async () => {
    const [bad, good] = [new TestStream(), new TestStream()];
    rig.behaviour = (value) => {
      if (value.leadId === bad.key) throw new DomainError('conflict', 'test.refused', 'Not this one');
    };
    await rig.append([good.next(), bad.next(), good.next(), bad.next(), good.next()]);
    const consumer = await rig.consume();
    await rig.caughtUp();
    expect(await rig.numbers(good)).toEqual([1, 2, 3]);
    expect(await rig.numbers(bad)).toEqual([]);
    expect(await consumer.parked.list({ reason: 'refused' })).toMatchObject([
      { streamId: bad.id, reason: 'refused', applied: 0n, events: 2, code: 'test.refused' },
    ]);
    expect(await consumer.parked.show(bad.id)).toMatchObject([
      { number: 1n, type: LeadSubmitted.type, value: { leadId: bad.key } },
      { number: 2n, reason: 'behind' },
    ]);
    rig.behaviour = () => undefined;
    expect(await consumer.parked.release(bad.id)).toMatchObject({
      applied: 2,
      remaining: 0,
      reason: undefined,
    });
    await rig.append([bad.next()]);
    await rig.caughtUp();
    expect(await rig.numbers(bad)).toEqual([1, 2, 3]);
  });

  it('waits for a missing number, asks for it, and goes on by itself when it comes', async () => {
    const [a, b] = [new TestStream(), new TestStream()];
    const [first, second, third] = [a.next(), a.next(), a.next()];
    await rig.append([first, third, b.next()]);
    await rig.consume();
    await rig.caughtUp();
    expect(await rig.mark(a)).toEqual({ number: '1', parked: 'waiting' });
    expect(await rig.numbers(b)).toEqual([1]);
    await rig.until(async () => (await rig.read('messaging.requests')).length > 0);
    await rig.append([second]);
    await rig.until(async () => (await rig.mark(a))?.parked === null);
    expect(await rig.numbers(a)).toEqual([1, 2, 3]);
  });

  it('parks a stream as forked whose next event has another predecessor', async () => {
    const a = new TestStream();
    const other = new TestStream(a.key);
    await rig.append([a.next()]);
    other.next();
    await rig.append([other.next()]);
    await rig.consume();
    await rig.caughtUp();
    expect(await rig.mark(a)).toEqual({ number: '1', parked: 'forked' });
    expect(await rig.numbers(a)).toEqual([1]);
  });

  it('sets aside what strangers write, and goes on', async () => {
    const a = new TestStream();
    const rubbish = { key: 'xy', value: Buffer.from([1, 2, 3]), headers: { what: 'ever' } };
    await rig.append([rubbish, a.next(), { ...a.next(), headers: { ce_id: 'no' } }]);
    const consumer = await rig.consume();
    await rig.caughtUp();
    expect(await rig.numbers(a)).toEqual([1]);
    expect(consumer.stats().strangersTotal).toBe(2);
    const kept = await rig.db.manager.query<unknown[]>('SELECT FROM parked_record WHERE topic = $1', [TOPIC]);
    expect(kept).toHaveLength(2);
  });
});
