/** What is left of a time, so that several steps share one limit. */
export class Budget {
  private readonly end: number;

  constructor(ms: number) {
    this.end = performance.now() + ms;
  }

  /** Milliseconds left, at most `most`; never below `least`. */
  left(most = Infinity, least = 0): number {
    return Math.max(least, Math.min(most, this.end - performance.now()));
  }
}
