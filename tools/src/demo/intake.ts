import type { Scene } from './scene.js';
import { PATIENCE_MS, until } from './until.js';

/** Looks in which the count stays the same, a tenth of a second apart: then nothing was under way. */
const STILL = 10;

/** How many events a service has taken in, as its metrics tell: for effects that no interface shows. */
export class Intake {
  private constructor(
    private readonly url: string,
    private before: number,
  ) {}

  /** Begins to count once the service has nothing before it. */
  static async of({ stack }: Scene, service: string): Promise<Intake> {
    const intake = new Intake(`${stack.services[service]!.url}/metrics`, -1);
    let still = 0;
    await until(`${service} has taken in what lies in the log`, PATIENCE_MS, async () => {
      const count = await intake.count();
      still = count === intake.before ? still + 1 : 0;
      intake.before = count;
      return still >= STILL ? undefined : 'it is taking events in';
    });
    return intake;
  }

  /** Resolves once it has taken in more. */
  goesOn(): Promise<void> {
    return until('the service has taken the event in', PATIENCE_MS, async () => {
      const count = await this.count();
      if (count < this.before) this.before = -1; // another process counts anew
      return count > this.before ? undefined : 'it has not';
    });
  }

  private async count(): Promise<number> {
    const text = await (await fetch(this.url)).text();
    return Number(/^xianjie_consumer_applied_total(?:\{[^}]*\})? (\d+)/m.exec(text)?.[1] ?? Number.NaN);
  }
}
