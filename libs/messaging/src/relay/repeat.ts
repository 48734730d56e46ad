import { setTimeout as delay } from 'node:timers/promises';

/** Work done again and again beside the relay's loop, one at a time. It answers after how many milliseconds it wants to be next. */
export class Repeat {
  private readonly ended = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly work: () => Promise<number>,
    private readonly failed: (error: unknown) => number,
  ) {}

  get stopped(): boolean {
    return this.ended.signal.aborted;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.ended.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const pause = await this.work().catch((error: unknown) => (this.stopped ? 0 : this.failed(error)));
      await delay(pause, undefined, { signal: this.ended.signal }).catch(() => undefined);
    }
  }
}
