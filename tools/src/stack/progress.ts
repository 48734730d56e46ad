import { stdout } from 'node:process';

/** Lines with the time since the start before them, so that one sees what takes long. */
export class Progress {
  private readonly begun = performance.now();

  constructor(private readonly write: (line: string) => void = (line) => void stdout.write(`${line}\n`)) {}

  get seconds(): number {
    return (performance.now() - this.begun) / 1000;
  }

  say(sentence: string): void {
    this.write(`[${this.seconds.toFixed(1).padStart(5)} s] ${sentence}`);
  }

  /** Says that a step begins only if it takes longer than a second, and what it came to when it is done. */
  async step<T>(doing: string, work: () => Promise<T>, done: (value: T) => string): Promise<T> {
    const slow = setTimeout(() => this.say(`${doing} …`), 1000);
    try {
      const value = await work();
      this.say(done(value));
      return value;
    } finally {
      clearTimeout(slow);
    }
  }

  plain(text: string): void {
    this.write(text);
  }
}
