import { decodeEvent, type EventEnvelope, type EventType } from '@xianjie/contracts';
import type { EventLog } from '@xianjie/messaging';
import type { NumberCheck } from '../simulators/stream-numbers.js';
import { type ReadEvent, TopicReader } from '../simulators/topic-reader.js';
import { ToldLeads } from './told-leads.js';

/** An event as a partner sees it in the log. */
export interface SeenEvent<T = unknown> {
  readonly envelope: EventEnvelope;
  readonly appendedAt: number;
  readonly value: T;
}

/** Reads topics as a partner does, from the first record on, and keeps what it saw: the events, their numbers, and what they say of leads. */
export class SeenEvents {
  readonly leads = new ToldLeads();
  private readonly reader: TopicReader;
  private readonly bySubject = new Map<string, SeenEvent[]>();

  constructor(log: EventLog, topics: readonly string[]) {
    this.reader = new TopicReader(log, topics);
  }

  /** Reads what has come since the last time; answers how many records. */
  readOn(): Promise<number> {
    return this.reader.readOn((event) => this.take(event));
  }

  /** The events of this type that were seen of an aggregate, oldest first. */
  allOf<T>({ topic, type }: EventType<T>, key: string): SeenEvent<T>[] {
    const events = this.bySubject.get(`${topic}/${key}`) ?? [];
    return events.filter(({ envelope }) => envelope.type === type) as SeenEvent<T>[];
  }

  /** The last of them. */
  last<T>(event: EventType<T>, key: string): SeenEvent<T> | undefined {
    return this.allOf(event, key).at(-1);
  }

  numbers(): NumberCheck {
    return this.reader.check();
  }

  private take({ envelope, frame, appendedAt }: ReadEvent): void {
    const { value } = decodeEvent(frame);
    const seen = this.bySubject.get(envelope.subject) ?? [];
    seen.push({ envelope, appendedAt, value });
    this.bySubject.set(envelope.subject, seen);
    this.leads.take(envelope.type, value);
  }
}
