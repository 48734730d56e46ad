import type { INestApplication } from '@nestjs/common';
import { isPartnerTopic, lockedSchemas, partnerTopic } from '@xianjie/contracts';
import { isDomainError } from '@xianjie/errors';
import {
  registerTopics,
  type EventConsumer,
  type EventLog,
  type PartnerInbox,
  type Relay,
} from '@xianjie/messaging';
import type { Database } from '@xianjie/persistence';
import type { Registry } from 'prom-client';
import type { Health } from '../health/health.js';
import type { Logger } from '../log/log.js';
import { addBackboneMetrics } from './backbone-metrics.js';
import { consumerObstacle, relayObstacle } from './progress.js';

export interface BackboneParts {
  readonly log: EventLog;
  readonly relay: Relay;
  readonly consumer: EventConsumer;
  readonly database: Database;
  readonly health: Health;
  readonly registry: Registry;
  readonly logger: Logger;
  readonly topics: readonly string[];
  /** Where partner systems write; none where the service has no partners' topics. */
  readonly partners: PartnerInbox | undefined;
}

/** Milliseconds that the start waits for the event log; after them the service answers requests without it. */
const LOG_PATIENCE_MS = 3000;

/** The topics that a service speaks on: those of its schemas, and those from which its partners read. */
export function topicsOf(service: string, partners: readonly string[]): string[] {
  const topics = lockedSchemas.map(({ topic }) => topic).filter((topic) => topic.startsWith(`${service}.`));
  const spoken = topics.flatMap((topic) => {
    if (!isPartnerTopic(topic)) return [topic];
    return topic.includes('.outbound.') ? partners.map((partner) => partnerTopic(topic, partner)) : [];
  });
  return [...new Set(spoken)].sort();
}

/** Relay and consumer of a service, from its start to its end. */
export class Backbone {
  readonly #parts: BackboneParts;
  readonly #failed = Promise.withResolvers<never>();
  #consuming = false;
  #stopping = false;

  constructor(parts: BackboneParts) {
    this.#parts = parts;
    const { health, registry, relay, consumer } = parts;
    health.add('relay', () => relayObstacle(relay.stats()));
    health.add('consumer', () =>
      this.#consuming ? consumerObstacle(consumer.stats()) : 'has not begun: waits for the event log',
    );
    addBackboneMetrics(
      registry,
      () => relay.stats(),
      () => consumer.stats(),
    );
    this.#failed.promise.catch(() => undefined);
  }

  /** Rejects when the service can consume no longer and must end. */
  get failed(): Promise<never> {
    return this.#failed.promise;
  }

  fail(error: unknown): void {
    this.#failed.reject(error);
  }

  /** Makes the application's handlers the consumer's; before the application is initialised. */
  connectTo(app: INestApplication): void {
    this.#parts.consumer.connectTo(app);
  }

  /**
   * Starts both. Throws where the service must not begin (see `EventConsumer`). A log that cannot be reached is no reason: the
   * outbox keeps what is said, and consuming begins when it is there.
   */
  async start(app: INestApplication): Promise<void> {
    const { logger, relay } = this.#parts;
    await relay.start();
    const reaching = this.#reach();
    const reached = await Promise.race([reaching.then(() => true), after(LOG_PATIENCE_MS)]);
    if (reached) return this.#begin(app);
    logger.warn('the event log cannot be reached; requests are answered, events wait');
    reaching.then(() => this.#begin(app)).catch((error: unknown) => this.fail(error));
  }

  async #begin(app: INestApplication): Promise<void> {
    if (this.#stopping) return;
    const { log, database, topics } = this.#parts;
    const counts = await log.partitions(topics);
    if (counts.size > 0) await registerTopics(database.manager, counts);
    await app.startAllMicroservices();
    await this.#parts.partners?.start();
    this.#consuming = true;
  }

  /** Resolves once the log answers, or the service stops. */
  async #reach(): Promise<void> {
    for (let tries = 1; !this.#stopping; tries += 1) {
      try {
        await this.#parts.log.clusterId();
        return;
      } catch (error) {
        if (!isDomainError(error, 'unavailable')) throw error;
        await after(Math.min(5000, 200 * 2 ** Math.min(tries, 5)));
      }
    }
  }

  /** What is left when requests and batches have finished: what is being sent is sent, then the log is let go. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#parts.partners?.stop();
    await this.#parts.relay.stop();
    await this.#parts.log.close();
  }
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref());
}
