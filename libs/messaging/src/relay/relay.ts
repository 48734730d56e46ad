import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { databaseName, onCommit, WAKE_CHANNEL } from '../outbox/wake.js';
import { Leadership } from './leadership.js';
import type { RelayOptions, RelayStats } from './relay-options.js';
import { RelaySession } from './relay-session.js';
import { emptyTotals } from './totals.js';

/** Milliseconds between a standby's tries for the lock: how long a killed relay's partitions stand still, about. */
const STANDBY_MS = 200;
/** Commits within so long are passed on by one NOTIFY. */
const NOTIFY_MS = 5;

/**
 * Sends a service's committed events to the log. Every process of the service may run one; the one that holds the database's advisory lock is
 * active, the others stand by and take over within 2 s of its death, 5 s of its freezing. `README.md` says what consumers may rely on.
 */
export class Relay {
  private readonly totals = emptyTotals();
  private readonly stopping = new AbortController();
  /** For what needs no lock: counting, checkpoints, re-sends, NOTIFY. */
  private readonly side: pg.Pool;
  private leadership: Leadership | undefined;
  private running: Promise<void> | undefined;
  private ended: Promise<void> | undefined;
  private stopListening: (() => void) | undefined;
  private notifying = false;

  constructor(private readonly options: RelayOptions) {
    this.side = new pg.Pool({
      connectionString: options.databaseUrl,
      application_name: `${options.service} relay side`,
      max: 2,
      connectionTimeoutMillis: 3000,
      query_timeout: 30_000,
    });
    this.side.on('error', () => undefined);
  }

  /** Begins to stand for the active relay; resolves at once, whether or not database and log can be reached yet. */
  async start(): Promise<void> {
    if (this.running) return;
    this.stopListening = onCommit(databaseName(this.options.databaseUrl), { wake: () => this.wake() });
    this.running = this.run();
  }

  /** Finishes what is under way, for at most `withinMs` (2000 unless told), and gives the lock up. */
  stop(withinMs = 2000): Promise<void> {
    this.ended ??= this.end(withinMs);
    return this.ended;
  }

  stats(): RelayStats {
    return {
      active: this.leadership !== undefined,
      ...this.totals,
      failing: this.leadership?.failing() ?? [],
    };
  }

  /** Something was committed. In memory where this relay is active, else by NOTIFY to the one that is. */
  wake(): void {
    if (this.leadership) return this.leadership.wake();
    if (this.notifying || this.stopping.signal.aborted) return;
    this.notifying = true;
    setTimeout(() => {
      this.notifying = false;
      if (this.leadership) this.leadership.wake();
      else if (!this.stopping.signal.aborted)
        this.side.query(`NOTIFY ${WAKE_CHANNEL}`).catch(() => undefined);
    }, NOTIFY_MS);
  }

  private async end(withinMs: number): Promise<void> {
    this.stopListening?.();
    this.stopping.abort();
    await this.leadership?.stop(withinMs);
    // A log that does not answer is not waited for: what it may still store is a double.
    await this.within(withinMs, this.running);
    await this.within(500, this.side.end());
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.standAndLead();
      } catch (error) {
        if (!this.stopping.signal.aborted)
          this.options.logger.warn('The relay lost its database session', { error });
      }
      await this.pause(STANDBY_MS);
    }
  }

  private async standAndLead(): Promise<void> {
    const { databaseUrl, service } = this.options;
    const session = await RelaySession.open(
      databaseUrl,
      `${service} relay`,
      () => this.leadership?.wake(),
      () => this.leadership?.wake(),
    );
    try {
      while (!(await session.tryLock())) {
        await this.pause(STANDBY_MS);
        if (this.stopping.signal.aborted) return;
      }
      if (this.stopping.signal.aborted) return;
      this.leadership = new Leadership(this.options, session, this.side, this.totals);
      this.options.logger.info('The relay is active', { service });
      await this.leadership.lead();
    } finally {
      this.leadership = undefined;
      await session.close();
    }
  }

  private async within(ms: number, work: Promise<void> | undefined): Promise<void> {
    await Promise.race([work, delay(ms, undefined, { ref: false })]);
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
