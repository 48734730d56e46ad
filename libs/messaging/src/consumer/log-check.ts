import type { Tx } from '@xianjie/persistence';
import type { LogBounds, StoredRecord } from '../event-log/event-log.js';
import { readIncoming, type IncomingEvent } from './incoming.js';
import { follows, type Mark } from './judge.js';
import { readMarks } from './marks.js';

/**
 * After the log lost its end or was made anew: reads what it holds and compares it with the marks. If the event at a mark is another one, or
 * the next one has another predecessor, it is another history, and an operator must decide. If nothing contradicts, the numbers
 * protect: what was applied is skipped, what is missing is asked for.
 */
export class LogCheck {
  contradiction: string | undefined;
  /** Where reading goes on. */
  next: bigint;
  /** The first record that was not applied yet. */
  private firstNew: bigint | undefined;

  constructor(private readonly bounds: LogBounds) {
    this.next = bounds.first;
  }

  get isDone(): boolean {
    return this.next >= this.bounds.end;
  }

  get resumeAt(): bigint {
    return this.firstNew ?? this.next;
  }

  async read(db: Pick<Tx, 'query'>, records: readonly StoredRecord[]): Promise<void> {
    const events = records.map(readIncoming).filter((one) => one.kind === 'event');
    const marks = await readMarks(db, [...new Set(events.map(({ streamId }) => streamId))]);
    for (const event of events) this.compare(event, marks.get(event.streamId));
    this.next = (records.at(-1)?.offset ?? this.next - 1n) + 1n;
  }

  private compare(event: IncomingEvent, mark: Mark | undefined): void {
    if (!mark || event.number > mark.number) this.firstNew ??= event.record.offset;
    if (!mark || mark.parked !== undefined || mark.eventId === undefined) return;
    const isOther = event.number === mark.number && event.id !== mark.eventId;
    const forks = event.number === mark.number + 1n && !follows(event, mark);
    if ((isOther || forks) && event.epoch >= mark.epoch) {
      this.contradiction ??= `${event.streamId} ${event.number} at ${event.record.offset} is ${event.id}, after ${event.previous ?? 'nothing'}; applied was ${mark.number} ${mark.eventId}`;
    }
  }
}
