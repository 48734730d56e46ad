import { HttpException } from '@nestjs/common';
import type { Actor } from '@xianjie/identity';

/** Streams that one officer (or system), one agency and one process hold at most. */
const MOST = { caller: 6, agency: 300, all: 3000 } as const;

/** How many streams are open, by whom. */
export class StreamLimits {
  readonly #open = new Map<string, number>();

  /** Counts a stream in; call the answer once when it has ended. Throws 429 where there are too many. */
  enter({ agency, officer }: Actor): () => void {
    const names = {
      caller: `caller/${agency.id}/${officer?.id ?? ''}`,
      agency: `agency/${agency.id}`,
      all: 'all',
    } as const;
    for (const each of ['caller', 'agency', 'all'] as const) {
      if ((this.#open.get(names[each]) ?? 0) >= MOST[each])
        throw new HttpException('Too many streams of changes', 429);
    }
    for (const name of Object.values(names)) this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
    return () => Object.values(names).forEach((name) => this.#leave(name));
  }

  #leave(name: string): void {
    const left = (this.#open.get(name) ?? 1) - 1;
    if (left > 0) this.#open.set(name, left);
    else this.#open.delete(name);
  }
}
