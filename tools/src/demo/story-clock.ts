import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, type LocalDate } from '@xianjie/identifiers';
import { readAheadMs, writeAheadMs } from '../stack/stack-clock.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The services look at the clock's file ten times a second. */
const FOLLOWED_MS = 300;

const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The services' clock, which the story sets. It only goes forward: what was signed stays before what comes after. */
export class StoryClock {
  constructor(private readonly file: string) {}

  now(): Date {
    return new Date(Date.now() + readAheadMs(this.file));
  }

  /** The day in China. */
  today(): LocalDate {
    return shanghai.format(this.now()) as LocalDate;
  }

  /** A day so many days from today. */
  day(offset: number): LocalDate {
    return addDays(this.today(), offset);
  }

  /** Moves on to the next nine o'clock in the morning, so that the hours of the story lie within its days. */
  async nextMorning(): Promise<void> {
    const nine = Date.parse(`${this.today()}T09:00:00+08:00`);
    const wait = nine - this.now().getTime();
    await this.goOnMs(wait > 0 ? wait : wait + DAY_MS);
  }

  goOn({ days = 0, hours = 0 }: { readonly days?: number; readonly hours?: number }): Promise<void> {
    return this.goOnMs(days * DAY_MS + hours * HOUR_MS);
  }

  private async goOnMs(ms: number): Promise<void> {
    writeAheadMs(this.file, readAheadMs(this.file) + ms);
    await sleep(FOLLOWED_MS);
  }

  /** `2026-11-26 09:00`, in China. */
  inWords(): string {
    const time = this.now().toLocaleTimeString('en-GB', {
      timeZone: 'Asia/Shanghai',
      hour: '2-digit',
      minute: '2-digit',
    });
    return `${this.today()} ${time}`;
  }
}
