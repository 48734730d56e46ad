import { DomainError } from '@xianjie/errors';
import type { Pool } from 'pg';
import type { EventLogLogger } from '../event-log-logger.js';
import type { LogBounds, SubscribeOptions, Subscription, TopicPartition } from '../event-log.js';
import { PartitionLoop } from '../partition-loop.js';
import { GroupSession, type PartitionState } from './group-session.js';
import { PostgresFeed } from './postgres-feed.js';
import { isHopeless } from './postgres-errors.js';

/** Stands behind the notifications, and is the session's sign of life. */
const POLL_MS = 100;
/** How often the members are counted, where none announced itself. */
const COUNT_MS = 1_000;
const REJOIN_MS = 500;

export interface SubscriptionContext {
  readonly address: string;
  readonly clientId: string;
  readonly pool: Pool;
  readonly logger: EventLogLogger;
  bounds(at: TopicPartition): Promise<LogBounds>;
}

interface Held {
  readonly at: TopicPartition;
  readonly lock: number;
  readonly feed: PostgresFeed;
  readonly loop: PartitionLoop;
  giving: boolean;
}

const keyOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;
/** The lock of a partition within its group: 4,096 partitions a topic. */
const lockOf = ({ topicId, partition }: PartitionState): number => topicId * 4096 + partition;

/** A member of a group on the PostgreSQL log. Every member computes the same shares from the same list of living members. */
export class PostgresSubscription implements Subscription {
  readonly ready: Promise<void>;
  readonly failed: Promise<never>;
  private becomeReady!: () => void;
  private fail!: (error: Error) => void;
  private session: GroupSession | undefined;
  private readonly held = new Map<string, Held>();
  private readonly ending = new Map<string, Promise<void>>();
  private stopping: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private ticking: Promise<void> = Promise.resolve();
  private countDue = 0;

  constructor(
    private readonly context: SubscriptionContext,
    private readonly options: SubscribeOptions,
  ) {
    this.ready = new Promise((resolve) => (this.becomeReady = resolve));
    this.failed = new Promise((_resolve, reject) => (this.fail = reject));
    this.failed.catch(() => undefined);
  }

  async start(): Promise<void> {
    await this.join();
    this.schedule(0);
  }

  assigned(): readonly TopicPartition[] {
    return [...this.held.values()].map(({ at }) => at);
  }

  wake(at: TopicPartition): void {
    this.held.get(keyOf(at))?.loop.wake();
  }

  seek(at: TopicPartition, offset: bigint): void {
    this.held.get(keyOf(at))?.loop.seek(offset);
  }

  /** In this process somebody has appended: no need to wait for the notification. */
  grown(topicId: number, partition: number): void {
    for (const { feed, at } of this.held.values())
      if (feed.topicId === topicId && at.partition === partition) feed.grown();
  }

  stop(): Promise<void> {
    this.stopping ??= this.finish();
    return this.stopping;
  }

  private async finish(): Promise<void> {
    const all = [...this.held.values()];
    for (const { loop } of all) loop.stop();
    // The ticks go on meanwhile: they keep the session, and with it the partitions, until the batches are done.
    await Promise.all([...all.map(({ loop }) => loop.done), ...this.ending.values()]);
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.ticking;
    await this.session?.leave();
    this.held.clear();
  }

  private async join(): Promise<void> {
    const { address, clientId } = this.context;
    const mine: GroupSession = await GroupSession.join(address, clientId, this.options.group, {
      grown: (keys) => this.announced(keys),
      membersChanged: () => this.recount(),
      lost: (error) => this.lost(mine, error),
    });
    this.session = mine;
    this.countDue = 0;
  }

  private announced(keys: readonly string[] | undefined): void {
    const named = keys && new Set(keys);
    for (const { feed, at } of this.held.values()) {
      if (!named || named.has(`${feed.topicId}/${at.partition}`)) feed.grown();
    }
  }

  private recount(): void {
    this.countDue = 0;
    if (this.timer) this.schedule(0);
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.ticking = this.ticking.then(() => this.tick());
    }, ms);
  }

  private async tick(): Promise<void> {
    let pause = POLL_MS;
    try {
      if (!this.session) await this.join();
      else if (this.session.isStale())
        this.lost(this.session, new Error('no answer within the time a session may be silent'));
      else await this.look(this.session);
    } catch (error) {
      if (isHopeless(error)) this.die(error as Error);
      if (this.session) this.lost(this.session, error as Error);
      pause = REJOIN_MS;
    }
    if (this.timer) this.schedule(this.countDue === 0 && pause === POLL_MS ? 0 : pause);
  }

  private async look(session: GroupSession): Promise<void> {
    const states = await session.states(this.options.topics);
    for (const state of states) this.refresh(state);
    const now = performance.now();
    if (now < this.countDue) return;
    this.countDue = now + COUNT_MS;
    const { index, members } = await session.standing();
    if (index < 0) throw new Error('this member is not among the living');
    if (!this.stopping) await this.share(session, states, index, members);
    this.becomeReady();
  }

  private refresh(state: PartitionState): void {
    const held = this.held.get(keyOf(state));
    if (!held) return;
    if (held.feed.topicId !== state.topicId) held.feed.replacedBy(state.topicId);
    else held.feed.grown(state.end);
  }

  private async share(
    session: GroupSession,
    states: readonly PartitionState[],
    index: number,
    members: number,
  ): Promise<void> {
    const mine = states.filter((_state, position) => position % members === index);
    const keys = new Set(mine.map(keyOf));
    for (const [key, held] of this.held)
      if (!keys.has(key) && !held.giving) void this.give(key, held, session);
    for (const state of mine) {
      if (this.held.has(keyOf(state))) continue;
      if (await session.tryTake(lockOf(state))) this.hold(state, session);
      else this.countDue = Math.min(this.countDue, performance.now() + POLL_MS); // its last holder is finishing a batch
    }
  }

  private hold(state: PartitionState, session: GroupSession): void {
    const at = { topic: state.topic, partition: state.partition };
    const key = keyOf(at);
    const { pool, logger } = this.context;
    const feed = new PostgresFeed(pool, state.topicId, at, this.options.maxBatchBytes ?? 1_048_576, logger);
    const source = {
      bounds: () => this.context.bounds(at),
      next: (offset: bigint) => feed.next(offset),
      interrupt: () => feed.interrupt(),
      isStale: () => session.isStale(),
    };
    const loop = new PartitionLoop(at, this.options, source, logger, this.ending.get(key));
    this.held.set(key, { at, lock: lockOf(state), feed, loop, giving: false });
  }

  /** Hands a partition over: the batch under way is finished first, so that nothing is done twice. */
  private async give(key: string, held: Held, session: GroupSession): Promise<void> {
    held.giving = true;
    held.loop.stop();
    await held.loop.done;
    if (this.held.get(key) !== held) return;
    this.held.delete(key);
    this.options.revoked(held.at);
    await session.give(held.lock).catch(() => session.drop());
  }

  /** The session is gone and the locks with it: what is under way is in vain. */
  private lost(session: GroupSession | undefined, error: Error | undefined): void {
    if (!session || this.session !== session) return;
    this.session = undefined;
    session.drop();
    this.context.logger('warn', 'the session with the event log was lost', {
      group: this.options.group,
      error,
    });
    for (const [key, { at, loop }] of this.held) {
      this.held.delete(key);
      loop.revoke();
      this.ending.set(key, loop.done);
      void loop.done.then(() => this.ending.get(key) === loop.done && this.ending.delete(key));
      this.options.revoked(at);
    }
  }

  private die(cause: Error): void {
    const { group } = this.options;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.fail(
      new DomainError(
        'unavailable',
        'event-log.subscription-died',
        `The subscription of ${group} died: ${cause.message}`,
        {
          zh: `消费者组 ${group} 已停止`,
          cause,
        },
      ),
    );
  }
}
