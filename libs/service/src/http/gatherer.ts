import { isUnavailable } from '@xianjie/persistence';

interface Waiting<I, O> {
  readonly item: I;
  resolve(result: O): void;
  reject(error: unknown): void;
}

/**
 * What comes while work is under way waits for its end, and is then done together, in the order it came: a burst of small requests becomes a
 * few commits. A lone item is begun at once and waits for nobody.
 *
 * Where work on many fails each is tried alone, so that the one to blame spoils no other's; where the database is away all are told so.
 */
export class Gatherer<I, O> {
  readonly #waiting: Waiting<I, O>[] = [];
  #busy = false;

  constructor(
    /** Answers one result for each item, in their order. */
    private readonly work: (items: readonly I[]) => Promise<readonly O[]>,
    /** Items done together at most. */
    private readonly most = 200,
    /** Called each time when nothing waits any more. */
    private readonly idle: () => void = () => undefined,
  ) {}

  /** Resolves when the work that held `item` has ended. Rejects with what it threw. */
  add(item: I): Promise<O> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#busy) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length > 0) await this.#together(this.#waiting.splice(0, this.most));
    this.#busy = false;
    this.idle();
  }

  async #together(some: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const results = await this.work(some.map(({ item }) => item));
      some.forEach(({ resolve }, nth) => resolve(results[nth] as O));
    } catch (error) {
      if (some.length === 1 || isUnavailable(error)) for (const { reject } of some) reject(error);
      else for (const one of some) await this.#together([one]);
    }
  }
}
