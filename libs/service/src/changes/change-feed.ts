import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type Actor, holds, type Permission } from '@xianjie/identity';
import { Journal, type JournalEntry } from '@xianjie/messaging';
import { Database, type Tx } from '@xianjie/persistence';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../log/log.js';
import { LOGGER } from '../tokens.js';
import { Bell } from './bell.js';

/** Says who may see a thing; asked of each caller that listens. */
export type MaySee = (actor: Actor) => boolean;

/** Things whose changes callers are told of: the events of one topic, each keyed by the thing that changed. */
export interface ChangeSource {
  readonly topic: string;
  /** As paths name it: `leads`. */
  readonly resource: string;
  /** What it takes to read such a thing at all. */
  readonly permission: Permission;
  /** Who may see each of these now, decided as for reading it; one that is left out is told to nobody. */
  viewers(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, MaySee>>;
}

/** Something changed. */
export interface Change {
  readonly ord: number;
  readonly resource: string;
  readonly id: string;
  readonly at: Date;
  readonly maySee: MaySee;
}

export interface Changes {
  readonly changes: readonly Change[];
  /** Everything up to here was looked at. */
  readonly upTo: number;
  /** Too much happened since to tell one by one. */
  readonly reset: boolean;
}

const PAGE = 500;
/** Changes kept in memory for who reads along; who is further behind reads from the database. */
const KEPT = 2000;
/** Ordinals that somebody may catch up on; further back he is told to look at everything anew. */
const CATCH_UP = 50_000;
const IDLE_MS = 500;
const SOON_MS = 50;
const AFTER_FAILURE_MS = 2000;

/**
 * What changed in this service, for all who listen: one look at the journal for all of them, woken by commits of this process, twice a second
 * for those of others. Listeners hold a place, not a queue, so a slow one costs no memory. A source puts itself in:
 * `constructor(feed: ChangeFeed) { feed.add(this); }`.
 */
@Injectable()
export class ChangeFeed implements OnModuleDestroy {
  readonly #sources = new Map<string, ChangeSource>();
  readonly #journal: Journal;
  readonly #closing = new AbortController();
  #following: AbortController | undefined;
  #began: Promise<void> | undefined;
  #listeners = 0;
  #kept: Change[] = [];
  #keptAfter = 0;
  #upTo = 0;
  #moved = Promise.withResolvers<void>();

  constructor(
    private readonly db: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#journal = new Journal(db.dataSource);
  }

  /** Throws where the topic has a source already. */
  add(source: ChangeSource): void {
    if (this.#sources.has(source.topic)) throw new Error(`Changes of ${source.topic} have two sources`);
    this.#sources.set(source.topic, source);
  }

  /** Aborted when the service stops. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  onModuleDestroy(): void {
    this.#closing.abort();
    this.#following?.abort();
  }

  /** Listens until `leave` is called; answers the place where the present begins. */
  async join(): Promise<number> {
    this.#listeners += 1;
    this.#began ??= this.#begin();
    try {
      await this.#began;
      return this.#upTo;
    } catch (error) {
      this.leave();
      throw error;
    }
  }

  leave(): void {
    this.#listeners -= 1;
    if (this.#listeners > 0) return;
    this.#following?.abort();
    this.#following = undefined;
    this.#began = undefined;
    this.#kept = [];
  }

  /** What changed behind a place, one page of it. */
  async since(after: number): Promise<Changes> {
    if (after >= this.#keptAfter) {
      const from = firstBehind(this.#kept, after);
      return { changes: this.#kept.slice(from, from + PAGE), ...this.#end(from, after), reset: false };
    }
    if (this.#upTo - after > CATCH_UP) return { changes: [], upTo: this.#upTo, reset: true };
    const { changes, upTo } = await this.#read(after, this.#keptAfter, false);
    return { changes, upTo, reset: false };
  }

  /** Resolves when something happened behind the place, after so many milliseconds, or when `signal` is aborted. */
  async wait(after: number, ms: number, signal: AbortSignal): Promise<void> {
    if (this.#upTo > after || signal.aborted) return;
    const ended = new AbortController();
    const over = AbortSignal.any([signal, ended.signal]);
    await Promise.race([this.#moved.promise, delay(ms, undefined, { signal: over }).catch(() => undefined)]);
    ended.abort();
  }

  #end(from: number, after: number): { upTo: number } {
    const last = this.#kept[from + PAGE - 1];
    return { upTo: last?.ord ?? Math.max(after, this.#upTo) };
  }

  async #begin(): Promise<void> {
    const following = new AbortController();
    this.#following = following;
    let { upTo, settled } = await this.#journal.settle();
    for (let looks = 0; !settled && looks < 50; looks += 1) {
      await delay(SOON_MS);
      ({ upTo, settled } = await this.#journal.settle());
    }
    this.#upTo = upTo;
    this.#keptAfter = upTo;
    void this.#follow(following.signal);
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const bell = new Bell();
    const ended = this.#journal.onCommit(() => bell.ring());
    while (!signal.aborted) {
      const pause = await this.#look(signal).catch((error: unknown) => this.#failed(error, signal));
      if (pause === IDLE_MS) await bell.wait(pause, signal);
      else await delay(pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
    ended();
  }

  #failed(error: unknown, signal: AbortSignal): number {
    if (!signal.aborted) this.logger.warn({ err: error }, 'changes could not be read');
    return AFTER_FAILURE_MS;
  }

  /** Answers how long to wait for the next look. */
  async #look(signal: AbortSignal): Promise<number> {
    const { upTo, settled } = await this.#journal.settle();
    if (upTo > this.#upTo) {
      const page = await this.#read(this.#upTo, upTo, true);
      if (signal.aborted) return 0;
      this.#keep(page);
      if (page.upTo < upTo) return 0;
    }
    return settled ? IDLE_MS : SOON_MS;
  }

  #keep({ changes, upTo }: Omit<Changes, 'reset'>): void {
    this.#kept.push(...changes);
    const gone = this.#kept.splice(0, this.#kept.length - KEPT).at(-1);
    if (gone) this.#keptAfter = gone.ord;
    this.#upTo = upTo;
    this.#moved.resolve();
    this.#moved = Promise.withResolvers<void>();
  }

  async #read(after: number, upTo: number, recent: boolean): Promise<Omit<Changes, 'reset'>> {
    const topics = [...this.#sources.keys()];
    const entries = await this.#journal.read({ after, upTo, topics, limit: PAGE, recent });
    const end = entries.length < PAGE ? upTo : (entries.at(-1)?.ord ?? upTo);
    return { changes: await this.#withViewers(entries), upTo: end };
  }

  async #withViewers(entries: readonly JournalEntry[]): Promise<Change[]> {
    const changes: Change[] = [];
    for (const [topic, some] of Map.groupBy(entries, (entry) => entry.topic)) {
      const source = this.#sources.get(topic);
      if (!source) continue;
      const { resource, permission } = source;
      const viewers = await source.viewers(this.db.manager, [...new Set(some.map(({ key }) => key))]);
      for (const { ord, key: id, at } of some) {
        const maySee = viewers.get(id);
        if (!maySee) continue;
        changes.push({ ord, resource, id, at, maySee: (actor) => holds(actor, permission) && maySee(actor) });
      }
    }
    return changes.sort((a, b) => a.ord - b.ord);
  }
}

/** Where in an ordered list the first change behind a place stands. */
function firstBehind(changes: readonly Change[], after: number): number {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.ord ?? 0) > after) high = middle;
    else low = middle + 1;
  }
  return low;
}
