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
    await intake.comesToRest();
    return intake;
  }

  /** Resolves once it has taken in more; where another process has begun to count anew, once that has nothing before it. */
  async goesOn(): Promise<void> {
    let anew = false;
    await until('the service has taken the event in', PATIENCE_MS, async () => {
      const { applied } = await this.look();
      anew ||= applied < this.before;
      return anew || applied > this.before ? undefined : 'it has not';
    });
    if (anew) await this.comesToRest();
  }

  private async comesToRest(): Promise<void> {
    let still = 0;
    await until('the service has taken in what lies in the log', PATIENCE_MS, async () => {
      const { applied, lag } = await this.look();
      still = applied === this.before && lag === 0 ? still + 1 : 0;
      this.before = applied;
      return still >= STILL ? undefined : 'it is taking events in';
    });
  }

  private async look(): Promise<{ readonly applied: number; readonly lag: number }> {
    const text = await (await fetch(this.url)).text();
    const [, applied] = /^xianjie_consumer_applied_total(?:\{[^}]*\})? (\d+)/m.exec(text) ?? [];
    const lags = [...text.matchAll(/^xianjie_consumer_lag_events(?:\{[^}]*\})? (\d+)/gm)];
    // Without any it reads no topic yet.
    const lag = lags.length === 0 ? Number.NaN : lags.reduce((sum, [, events]) => sum + Number(events), 0);
    return { applied: Number(applied), lag };
  }
}
