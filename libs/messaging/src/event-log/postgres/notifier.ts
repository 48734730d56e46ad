import type { Pool } from 'pg';

export const CHANNEL = 'event_log';

const COALESCE_MS = 5;
/** NOTIFY carries less than 8,000 bytes; without a payload everybody looks. */
const MAX_PAYLOAD = 7_000;

/**
 * Tells subscribers which partitions have grown: at most one NOTIFY in 5 ms, after the commits and outside of them (inside, it
 * serialises them). A lost one costs the 100 ms of the poll.
 */
export class Notifier {
  private readonly grown = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private last = 0;

  constructor(private readonly pool: Pool) {}

  /** `topicId/partition` has grown. */
  note(topicId: number, partition: number): void {
    this.grown.add(`${topicId}/${partition}`);
    if (this.timer) return;
    const wait = Math.max(0, this.last + COALESCE_MS - Date.now());
    this.timer = setTimeout(() => void this.send(), wait);
    this.timer.unref();
  }

  private async send(): Promise<void> {
    const text = [...this.grown].join(',');
    this.grown.clear();
    this.timer = undefined;
    this.last = Date.now();
    await this.pool
      .query({
        name: 'event-log-notify',
        text: `SELECT pg_notify('${CHANNEL}', $1)`,
        values: [text.length > MAX_PAYLOAD ? '' : text],
      })
      .catch(() => undefined);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
