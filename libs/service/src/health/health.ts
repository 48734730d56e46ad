import type { Database } from '@xianjie/persistence';

/** Answers why a part does not make progress, or nothing where it does. */
export type ReadinessCheck = () => Promise<string | undefined> | string | undefined;

const PATIENCE_MS = 2000;

/** Whether the service makes progress: not "is connected" but "does what is asked of it". */
export class Health {
  readonly #checks = new Map<string, ReadinessCheck>();
  #stopping = false;

  /** The database that it stands on, where there is one. */
  constructor(database?: Database) {
    if (!database) return;
    this.add('database', async () => {
      await database.manager.query('SELECT 1');
      return undefined;
    });
  }

  add(name: string, check: ReadinessCheck): void {
    this.#checks.set(name, check);
  }

  /** From now on the service is not ready: it finishes what it holds. */
  markStopping(): void {
    this.#stopping = true;
  }

  get isStopping(): boolean {
    return this.#stopping;
  }

  /** What is not ready and why; empty where everything is. */
  async obstacles(): Promise<Record<string, string>> {
    if (this.#stopping) return { service: 'stopping' };
    const found = await Promise.all(
      [...this.#checks].map(async ([name, check]) => [name, await outcome(check)] as const),
    );
    return Object.fromEntries(found.filter((pair): pair is [string, string] => pair[1] !== undefined));
  }
}

/** Reasons are words of ours: an error's own text may hold an address. */
async function outcome(check: ReadinessCheck): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('does not answer in time'), PATIENCE_MS);
  });
  try {
    return await Promise.race([Promise.resolve().then(check), late]);
  } catch {
    return 'does not answer';
  } finally {
    clearTimeout(timer);
  }
}
