import type { ConsumerStats, RelayStats } from '@xianjie/messaging';
import { Counter, Gauge, type Registry } from 'prom-client';

/** Relay and consumer in numbers, read when Prometheus asks. libs/service/README.md lists the names. */
export function addBackboneMetrics(
  registry: Registry,
  relay: () => RelayStats,
  consumer: () => ConsumerStats,
): void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  const labelled = (
    name: string,
    help: string,
    label: string,
    read: () => Readonly<Record<string, number | undefined>>,
  ) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      collect() {
        this.reset();
        for (const [key, value] of Object.entries(read())) this.set({ [label]: key }, value ?? 0);
      },
    });

  gauge('xianjie_outbox_events', 'Events committed and not yet sent', () => relay().outboxSize);
  gauge('xianjie_outbox_oldest_seconds', 'Age of the oldest unsent event', () => relay().oldestAgeSeconds);
  gauge('xianjie_relay_active', '1 where this process is the one that sends', () => Number(relay().active));
  gauge(
    'xianjie_relay_failing_partitions',
    'Partitions that the log rejects now',
    () => relay().failing.length,
  );
  counter('xianjie_relay_sent_total', 'Events acknowledged by the log', () => relay().sentTotal);
  counter(
    'xianjie_relay_resent_total',
    'Events sent again because a consumer asked',
    () => relay().resentTotal,
  );
  counter('xianjie_relay_rejections_total', 'Groups that the log rejected', () => relay().rejectionsTotal);
  counter('xianjie_relay_checkpoints_total', 'Checkpoints sent', () => relay().checkpointsTotal);

  const lag = (pick: 'events' | 'seconds') => () =>
    Object.fromEntries(Object.entries(consumer().lag).map(([topic, one]) => [topic, one[pick]]));
  labelled('xianjie_consumer_lag_events', 'Records not yet passed, by topic', 'topic', lag('events'));
  labelled(
    'xianjie_consumer_lag_seconds',
    'Age of the record passed last while there are more, by topic',
    'topic',
    lag('seconds'),
  );
  labelled('xianjie_parked_keys', 'Keys set aside, by reason', 'reason', () => consumer().parked);
  gauge(
    'xianjie_consumer_silent_sources',
    'Partitions whose producer sends no checkpoints',
    () => consumer().silentSources.length,
  );
  gauge(
    'xianjie_consumer_stopped_partitions',
    'Partitions that wait for an operator',
    () => Object.keys(consumer().stopped).length,
  );
  gauge(
    'xianjie_consumer_stalled_seconds',
    'How long a partition has had events and passed none',
    () => consumer().stalledSeconds,
  );
  counter('xianjie_consumer_applied_total', 'Events that took effect', () => consumer().appliedTotal);
  counter('xianjie_consumer_doubles_total', 'Events seen before and skipped', () => consumer().doublesTotal);
  counter('xianjie_consumer_parked_total', 'Events set aside', () => consumer().parkedTotal);
  counter('xianjie_consumer_batches_total', 'Batches committed', () => consumer().batchesTotal);
}
