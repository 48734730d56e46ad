import { randomUUID } from 'node:crypto';
import { toHeaders, type EventType } from '@xianjie/contracts';
import type { LogRecord } from '@xianjie/messaging';

/** Records of one stream as a relay would append them: numbered from 1, each naming the one before. */
export class TestStream {
  readonly records: LogRecord[] = [];
  private number = 0n;
  private previous: string | undefined;

  constructor(
    readonly topic: string,
    readonly key: string = randomUUID(),
    readonly epoch = 1,
  ) {}

  /** `<topic>/<key>`. */
  get id(): string {
    return `${this.topic}/${this.key}`;
  }

  /** The next event, encoded unless a frame is given. */
  next<T>(event: EventType<T>, value: T, frame: Buffer = event.encode(value)): LogRecord {
    this.number += 1n;
    const id = randomUUID();
    const headers = toHeaders({
      id,
      source: `/xianjie/${this.topic.split('.')[0]}`,
      type: event.type,
      time: new Date().toISOString(),
      subject: this.id,
      sequence: this.number,
      partitionKey: this.key,
      epoch: this.epoch,
      ...(this.previous !== undefined && { previous: this.previous }),
      schemaFingerprint: event.fingerprint,
    });
    this.previous = id;
    const record = { key: this.key, value: frame, headers };
    this.records.push(record);
    return record;
  }
}
