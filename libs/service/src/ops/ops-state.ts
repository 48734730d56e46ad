import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { clockTotals } from '@xianjie/deadlines';
import { EventConsumer, type EventLog, readBacklog, Relay } from '@xianjie/messaging';
import { Database } from '@xianjie/persistence';
import { Clock } from '../clock.js';
import { Health } from '../health/health.js';
import type { ServiceOptions } from '../service.module.js';
import { EVENT_LOG, SERVICE } from '../tokens.js';
import type { OpsState } from './ops.dto.js';
import { RateMeter } from './rate-meter.js';

const SAMPLE_MS = 5000;

/** How the backbone of a service is doing, for operators: numbers and reasons, nothing of what agencies write. */
@Injectable()
export class OpsStates implements OnModuleInit, OnModuleDestroy {
  readonly #sent: RateMeter;
  readonly #applied: RateMeter;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly relay: Relay,
    private readonly consumer: EventConsumer,
    private readonly health: Health,
    private readonly clock: Clock,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(SERVICE) private readonly service: ServiceOptions,
  ) {
    this.#sent = new RateMeter(() => relay.stats().sentTotal);
    this.#applied = new RateMeter(() => consumer.stats().appliedTotal);
  }

  onModuleInit(): void {
    this.#timer = setInterval(
      () => [this.#sent, this.#applied].forEach((meter) => meter.sample()),
      SAMPLE_MS,
    ).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  async read(): Promise<OpsState> {
    const [{ relay, epoch, ...outbox }, clocks, obstacles] = await Promise.all([
      readBacklog(this.db.manager),
      clockTotals(this.db.manager, this.clock.now()),
      this.health.obstacles(),
    ]);
    return {
      service: this.service.name,
      at: new Date().toISOString(),
      log: this.log.kind,
      obstacles,
      outbox: { ...outbox, countedAt: outbox.countedAt.toISOString() },
      relay: { ...this.#relay(), epoch, active: relay && this.#active(relay) },
      ...this.#consumed(),
      clocks,
    };
  }

  #active({ session, since }: { session: string; since: Date }) {
    return { session, since: since.toISOString(), here: this.relay.stats().active };
  }

  #relay() {
    const { sentTotal, resentTotal, rejectionsTotal, failing, missingTopics } = this.relay.stats();
    return {
      ...{ sentTotal, resentTotal, rejectionsTotal },
      failing: failing.map((each) => ({ ...each })),
      missingTopics: [...missingTopics],
      sentPerSecond: this.#sent.perSecond(),
    };
  }

  #consumed(): Pick<OpsState, 'consumer' | 'parked'> {
    const stats = this.consumer.stats();
    const { assigned: partitions, appliedTotal, doublesTotal, strangersTotal, stalledSeconds } = stats;
    const reasons = Object.entries(stats.parked).map(([reason, keys]) => ({ reason, keys: keys ?? 0 }));
    return {
      consumer: {
        ...{ partitions, appliedTotal, doublesTotal, strangersTotal, stalledSeconds },
        lag: Object.entries(stats.lag)
          .map(([topic, lag]) => ({ topic, ...lag }))
          .sort((a, b) => (a.topic < b.topic ? -1 : 1)),
        appliedPerSecond: this.#applied.perSecond(),
        silentSources: [...stats.silentSources].sort(),
        stopped: Object.entries(stats.stopped).map(([partition, reason]) => ({ partition, reason })),
      },
      parked: {
        keys: reasons.reduce((sum, { keys }) => sum + keys, 0),
        reasons: reasons as OpsState['parked']['reasons'],
      },
    };
  }
}
