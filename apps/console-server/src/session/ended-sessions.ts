/**
 * Sessions that were signed out, remembered until they would have ended anyway: a copy of the cookie opens nothing any more, and an
 * answer that was under way does not bring it back.
 */
export class EndedSessions {
  readonly #ended = new Map<string, number>();
  readonly #listeners = new Map<string, Set<() => void>>();

  /** `until`: seconds since 1970. */
  add(id: string, until: number, now = Date.now() / 1000): void {
    for (const [other, end] of this.#ended) if (end <= now) this.#ended.delete(other);
    this.#ended.set(id, until);
    for (const listener of [...(this.#listeners.get(id) ?? [])]) listener();
  }

  has(id: string): boolean {
    return this.#ended.has(id);
  }

  /** Calls `listener` when the session is ended; the answer takes it back. */
  listen(id: string, listener: () => void): () => void {
    const own = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, own.add(listener));
    return () => {
      own.delete(listener);
      if (own.size === 0 && this.#listeners.get(id) === own) this.#listeners.delete(id);
    };
  }
}
