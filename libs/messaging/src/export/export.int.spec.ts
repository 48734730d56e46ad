import { afterEach, expect, it } from '@jest/globals';
import { LeadSubmitted, LeadWithdrawn, type EventType } from '@xianjie/contracts';
import { describeOnEachLog } from '@xianjie/testing';
import { InboxRig, lead, TestStream, TOPIC } from '../consumer/inbox-rig.suite.js';
import type { ExportClient } from './export-client.js';
import type { ExportSource } from './export-source.js';
import { exportLines } from './export-stream.js';

describeOnEachLog('an export', (kind) => {
  let rig: InboxRig;
  afterEach(() => rig.stop());

  /** The producer's tables: here the consumer's database plays it too. */
  async function produce(streams: readonly TestStream[]): Promise<void> {
    for (const stream of streams) {
      await rig.db.manager.query(
        `INSERT INTO stream (stream_id, topic, partition, last_number, last_event_id, epoch) VALUES ($1, $2, 0, $3, $4, 1)
         ON CONFLICT (stream_id) DO UPDATE SET last_number = excluded.last_number, last_event_id = excluded.last_event_id`,
        [stream.id, TOPIC, String(stream.number), stream.previous],
      );
    }
  }

  function sourceOf(streams: readonly TestStream[]): ExportSource {
    const sorted = [...streams].sort((a, b) => (a.key < b.key ? -1 : 1));
    return {
      topic: TOPIC,
      states: async (_manager, afterKey, limit) =>
        sorted
          .filter(({ key }) => afterKey === undefined || key > afterKey)
          .slice(0, limit)
          .map(({ key }) => ({ key, events: [[LeadSubmitted, lead(key)] as readonly [EventType, unknown]] })),
    };
  }

  it('brings a late consumer to the same picture, also when it is cut off, and it goes on exactly there', async () => {
    rig = await InboxRig.start(kind);
    const streams = Array.from({ length: 450 }, () => new TestStream());
    await rig.append(streams.flatMap((stream) => [stream.next(), stream.withdrawn()]));
    await produce(streams);
    let cuts = 0;
    const exports: ExportClient = {
      async *open(topic, after) {
        let lines = 0;
        const env = { db: rig.db, log: rig.log, service: 'lead-reporting' };
        for await (const line of exportLines(env, [sourceOf(streams)], topic, after)) {
          if (cuts < 2 && (lines += 1) > 150) {
            cuts += 1;
            return;
          }
          yield line;
        }
      },
    };
    const late = streams[0]!;
    await rig.consume(rig.ordinary({ from: 'export' }), { exports });
    await rig.append([late.add(LeadWithdrawn, { leadId: late.key, withdrawnOn: '2026-11-23' })]);
    await rig.caughtUp();
    expect(cuts).toBe(2);
    const effects = await rig.effects();
    expect(effects).toHaveLength(451);
    expect(new Set(effects.slice(0, 450).map(({ stream }) => stream)).size).toBe(450);
    expect(effects.at(-1)).toEqual({ stream: late.id, number: '3', origin: 'log' });
    expect(effects[0]).toMatchObject({ number: '2', origin: 'export' });
  });
});
