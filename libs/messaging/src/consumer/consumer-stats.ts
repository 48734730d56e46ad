import type { TopicPartition } from '../event-log/event-log.js';
import type { BatchOutcome } from './batch.js';
import type { ParkedReason } from './judge.js';
import type { PartitionWorker } from './partition-worker.js';

export interface TopicLag {
  /** Records not yet passed. */
  readonly events: number;
  /** Age of the record passed last, while there are more; 0 where all are passed. */
  readonly seconds: number;
}

/** What metrics and readiness tell of a consumer. Counts are of this process. */
export interface ConsumerStats {
  readonly lag: Readonly<Record<string, TopicLag>>;
  /** Partitions whose producer sent no checkpoint for three times its interval: `<topic>/<partition>`. */
  readonly silentSources: readonly string[];
  /** Parked streams of the service. */
  readonly parked: Readonly<Partial<Record<ParkedReason, number>>>;
  /** Partitions that do not go on until an operator decides, with the reason. */
  readonly stopped: Readonly<Record<string, string>>;
  readonly assigned: number;
  readonly appliedTotal: number;
  readonly doublesTotal: number;
  readonly parkedTotal: number;
  readonly strangersTotal: number;
  readonly batchesTotal: number;
  /** Seconds for which some partition has had events before it and passed none; 0 where all goes on. Readiness looks at this. */
  readonly stalledSeconds: number;
}

/** Checkpoints come every 10 s unless they say otherwise. */
const EVERY_MS = 10_000;

interface Source {
  lastAt: number;
  everyMs: number;
  alarmed: boolean;
}

export class ConsumerStatistics {
  private readonly sources = new Map<string, Source>();
  private applied = 0;
  private doubles = 0;
  private parked = 0;
  private strangers = 0;
  private batches = 0;

  assigned(at: TopicPartition): void {
    this.sources.set(nameOf(at), { lastAt: Date.now(), everyMs: EVERY_MS, alarmed: false });
  }

  revoked(at: TopicPartition): void {
    this.sources.delete(nameOf(at));
  }

  checkpoint(at: TopicPartition, everyMs: number | undefined): void {
    this.sources.set(nameOf(at), { lastAt: Date.now(), everyMs: everyMs ?? EVERY_MS, alarmed: false });
  }

  committed(_at: TopicPartition, outcome: BatchOutcome): void {
    this.applied += outcome.applied;
    this.doubles += outcome.doubles;
    this.parked += outcome.parked.length;
    this.strangers += outcome.strangers;
    this.batches += 1;
  }

  /** Those silent now for which no alarm was raised yet. */
  newlySilent(): string[] {
    const found = [...this.sources].filter(([, source]) => !source.alarmed && isSilent(source));
    for (const [, source] of found) source.alarmed = true;
    return found.map(([name]) => name);
  }

  stats(workers: readonly PartitionWorker[], parked: ConsumerStats['parked']): ConsumerStats {
    const now = Date.now();
    const stalled = workers
      .filter((worker) => worker.next < worker.end)
      .map((worker) => (now - worker.lastProgressAt) / 1000);
    return {
      lag: lagOf(workers, now),
      silentSources: [...this.sources].filter(([, source]) => isSilent(source)).map(([name]) => name),
      parked,
      stopped: Object.fromEntries(
        workers.flatMap(({ name, stopped }) => (stopped === undefined ? [] : [[name, stopped]])),
      ),
      assigned: workers.length,
      appliedTotal: this.applied,
      doublesTotal: this.doubles,
      parkedTotal: this.parked,
      strangersTotal: this.strangers,
      batchesTotal: this.batches,
      stalledSeconds: Math.max(0, ...stalled),
    };
  }
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}

function isSilent({ lastAt, everyMs }: Source): boolean {
  return Date.now() - lastAt > 3 * everyMs;
}

function lagOf(workers: readonly PartitionWorker[], now: number): Record<string, TopicLag> {
  const lag: Record<string, TopicLag> = {};
  for (const { at, next, end, lastAppendedAt } of workers) {
    const before = lag[at.topic] ?? { events: 0, seconds: 0 };
    const events = end > next ? Number(end - next) : 0;
    const seconds =
      events > 0 && lastAppendedAt !== undefined ? Math.max(0, (now - lastAppendedAt) / 1000) : 0;
    lag[at.topic] = { events: before.events + events, seconds: Math.max(before.seconds, seconds) };
  }
  return lag;
}
