import { Injectable } from '@nestjs/common';

/** Dates that law speaks of are China's, whatever the zone of the machine. */
const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The time. Tests put `fixedClock` in its place. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** ISO 8601 date in Asia/Shanghai, such as `2026-11-24`. */
  today(): string {
    return localDateOf(this.now());
  }
}

/** The ISO 8601 date of an instant in Asia/Shanghai. */
export function localDateOf(instant: Date): string {
  return shanghai.format(instant);
}

/** A clock that stands still. */
export function fixedClock(instant: string | Date): Clock {
  const clock = new Clock();
  clock.now = () => new Date(instant);
  return clock;
}
