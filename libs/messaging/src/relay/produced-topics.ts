import type pg from 'pg';
import { registerTopics } from '../outbox/topics.js';
import type { RelayOptions } from './relay-options.js';
import { Repeat } from './repeat.js';
import { REQUESTS_TOPIC } from './request-resend.js';
import type { Totals } from './totals.js';

const RETRY_MS = 2000;
/** New partitions of known topics are refused, so nothing is missed by looking seldom. */
const AGAIN_MS = 60_000;

/** Keeps the database's list of produced topics: those the log has are registered, missing ones are named until they are there. */
export class ProducedTopics {
  private readonly wanted: readonly string[];
  private named = '';
  private readonly repeat: Repeat;

  constructor(
    private readonly options: RelayOptions,
    private readonly side: pg.Pool,
    private readonly totals: Totals,
  ) {
    this.wanted = [...new Set(options.topics)];
    this.repeat = new Repeat(
      () => this.register(),
      (error) => {
        options.logger.warn('The topics this service produces could not be registered', { error });
        return RETRY_MS;
      },
    );
  }

  start(): void {
    this.repeat.start();
  }

  stop(): Promise<void> {
    return this.repeat.stop();
  }

  private async register(): Promise<number> {
    const found = await this.options.log.partitions([...this.wanted, REQUESTS_TOPIC]);
    if (found.size > 0) await registerTopics(this.side, found);
    const missing = this.wanted.filter((topic) => !found.has(topic));
    this.totals.missingTopics = missing;
    if (missing.length > 0 && this.named !== missing.join()) {
      this.options.logger.error(`The event log has no topics ${missing.join(', ')}: events for them wait`, {
        missing,
      });
    }
    this.named = missing.join();
    return missing.length > 0 ? RETRY_MS : AGAIN_MS;
  }
}
