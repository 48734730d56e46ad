import { Injectable } from '@nestjs/common';
import type { OnAlarm } from '@xianjie/deadlines';

/** What follows from an alarm, by what its clock runs for. A kind of subject that nobody listens for has its alarms in the ledger only. */
@Injectable()
export class ClockAlarms {
  readonly #listeners = new Map<string, OnAlarm>();

  /** `kind`: that of the clock's subject. Throws where somebody listens for it already. */
  on(kind: string, listener: OnAlarm): void {
    if (this.#listeners.has(kind)) throw new Error(`Two listen for the alarms of ${kind}`);
    this.#listeners.set(kind, listener);
  }

  readonly raise: OnAlarm = (tx, clock, alarm) => this.#listeners.get(clock.subject.kind)?.(tx, clock, alarm);
}
