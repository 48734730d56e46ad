import { readEnvelope, type EventEnvelope } from '@xianjie/contracts';
import type { EventLog, StoredRecord, TopicPartition } from '@xianjie/messaging';
import { StreamNumbers, type NumberCheck } from './stream-numbers.js';

/** An event as a partner reads it: its envelope of the headers, its Avro frame. */
export interface ReadEvent {
  readonly envelope: EventEnvelope;
  readonly frame: Buffer;
  /** Milliseconds since 1970, by the log's clock. */
  readonly appendedAt: number;
}

const PAGE = 1000;

/**
 * Reads topics as a partner does, from the first record on, each event once. `EventLog` stands for any Kafka client: `partitions`,
 * `bounds` and `read` are what a consumer without a group does; a system of your own keeps `next` beside what it made of the records.
 */
export class TopicReader {
  private cursors: { readonly at: TopicPartition; next: bigint }[] | undefined;
  private readonly numbers = new StreamNumbers();

  constructor(
    private readonly log: EventLog,
    private readonly topics: readonly string[],
  ) {}

  /** Gives what has come since the last time to `take`, in the order of each stream; answers how many records it read. */
  async readOn(take: (event: ReadEvent) => void | Promise<void>): Promise<number> {
    this.cursors ??= await this.beginning();
    let read = 0;
    for (const cursor of this.cursors) {
      for (;;) {
        const page = await this.log.read(cursor.at, cursor.next, PAGE);
        for (const record of page) {
          const event = this.eventIn(record);
          if (event) await take(event);
          cursor.next = record.offset + 1n;
        }
        read += page.length;
        if (page.length === 0) break;
      }
    }
    return read;
  }

  check(): NumberCheck {
    return this.numbers.check();
  }

  private async beginning(): Promise<{ at: TopicPartition; next: bigint }[]> {
    const found = await this.log.partitions(this.topics);
    const places = [...found].flatMap(([topic, partitions]) =>
      Array.from({ length: partitions }, (_, partition) => ({ topic, partition })),
    );
    return Promise.all(places.map(async (at) => ({ at, next: (await this.log.bounds(at)).first })));
  }

  /** Undefined for a record that is no event, and for a double. */
  private eventIn({ headers, value, appendedAt }: StoredRecord): ReadEvent | undefined {
    const envelope = readEnvelope(headers);
    if (!envelope || value === undefined || !this.numbers.isNew(envelope)) return undefined;
    return { envelope, frame: value, appendedAt };
  }
}
