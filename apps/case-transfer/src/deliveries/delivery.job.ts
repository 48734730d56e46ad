import { Inject, Injectable } from '@nestjs/common';
import { isDomainError } from '@xianjie/errors';
import { Database } from '@xianjie/persistence';
import { Clock, type Job, LOGGER, type Logger } from '@xianjie/service';
import { claimNext, lockDelivery, postpone, recipientsDue } from './deliveries.store.js';
import { DeliveriesService, isUnderWay } from './deliveries.service.js';
import { type Delivery, nextAttempt, nextSending } from './delivery.js';
import type { Attempted } from './police-channel.js';
import { PoliceChannels } from './police-channels.js';
import { noteSent } from './sendings.store.js';

/** Longer than any partner's patience: after it the attempt counts as lost with its process, and another one is made. */
const LEASE_MS = 120_000;
const LOOK_EVERY_MS = 500;

/** Sends what is due. Each police organ has a lane of its own: one that is slow or silent delays no other. */
@Injectable()
export class DeliveryJob implements Job {
  readonly everyMs = 1000;
  readonly #lanes = new Map<string, Promise<void>>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly channels: PoliceChannels,
    private readonly deliveries: DeliveriesService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Goes on while any lane is busy, so that the service waits for it when it stops. */
  async run(signal: AbortSignal): Promise<void> {
    do {
      for (const recipient of await recipientsDue(this.db.manager, this.clock.now()))
        this.open(recipient, signal);
      await Promise.race([Promise.all(this.#lanes.values()), pause(LOOK_EVERY_MS)]);
    } while (this.#lanes.size > 0 && !signal.aborted);
    await Promise.all(this.#lanes.values());
  }

  private open(recipient: string, signal: AbortSignal): void {
    if (this.#lanes.has(recipient) || signal.aborted) return;
    const lane = this.lane(recipient, signal)
      .catch((err: unknown) => this.logger.error({ err, recipient }, 'deliveries to a police organ stopped'))
      .finally(() => this.#lanes.delete(recipient));
    this.#lanes.set(recipient, lane);
  }

  private async lane(recipient: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = this.clock.now();
      const until = new Date(now.getTime() + LEASE_MS);
      const delivery = await this.db.transact((tx) => claimNext(tx, recipient, now, until));
      if (!delivery) return;
      await this.attempt(delivery, signal);
    }
  }

  private async attempt(delivery: Delivery, signal: AbortSignal): Promise<void> {
    const { id, recipient, attempts } = delivery;
    try {
      const channel = this.channels.of(recipient);
      // The organ was taken from PARTNERS meanwhile: it waits for the configuration, or for an officer who goes there.
      if (!channel) return await this.wait(id, 'police.no-channel', attempts);
      const attempted = await channel.attempt(delivery, signal); // no transaction is open while the partner answers
      await this.note(id, attempted);
    } catch (error) {
      if (signal.aborted)
        return void (await postpone(this.db.manager, id, 'police.interrupted', this.clock.now()));
      const code = isDomainError(error) ? error.code : 'police.failed';
      if (!isDomainError(error))
        this.logger.error({ err: error, recipient, delivery: id }, 'an attempt to deliver failed');
      await this.wait(id, code, attempts);
    }
  }

  private note(id: string, attempted: Attempted): Promise<void> {
    return this.db.transact(async (tx) => {
      if (attempted.outcome === 'arrived') return this.deliveries.arrived(tx, id, attempted.acknowledgement);
      const delivery = await lockDelivery(tx, id);
      if (!delivery || !isUnderWay(delivery)) return;
      attempted.commit(tx);
      await noteSent(tx, id, nextSending(delivery.attempts, this.clock.now()));
    });
  }

  private wait(id: string, failure: string, attempts: number): Promise<void> {
    return postpone(this.db.manager, id, failure, nextAttempt(attempts, this.clock.now()));
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
