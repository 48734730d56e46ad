/** How fast a total grows, over the last minute. */
export class RateMeter {
  readonly #samples: { readonly at: number; readonly total: number }[] = [];

  constructor(
    private readonly total: () => number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** To be called every few seconds. */
  sample(): void {
    const at = this.now();
    this.#samples.push({ at, total: this.total() });
    while ((this.#samples[0]?.at ?? at) < at - 60_000) this.#samples.shift();
  }

  perSecond(): number {
    const [first] = this.#samples;
    if (!first) return 0;
    const seconds = (this.now() - first.at) / 1000;
    return seconds > 0 ? (this.total() - first.total) / seconds : 0;
  }
}
