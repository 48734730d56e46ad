import { readFileSync } from 'node:fs';
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

/** How long a movable clock believes what it read. */
const LOOK_EVERY_MS = 100;

/**
 * A clock ahead of the true time by what a file says (`{ "aheadMs": 86400000 }`; a missing or unreadable file: not at all), so that a trial
 * installation shows in minutes what the law spreads over weeks. Tokens, logs and event headers keep the true time.
 */
export class MovableClock extends Clock {
  #aheadMs = 0;
  #readAt = -Infinity;

  constructor(private readonly file: string) {
    super();
  }

  override now(): Date {
    const at = performance.now();
    if (at - this.#readAt >= LOOK_EVERY_MS) {
      this.#aheadMs = readAhead(this.file);
      this.#readAt = at;
    }
    return new Date(Date.now() + this.#aheadMs);
  }
}

function readAhead(file: string): number {
  try {
    const { aheadMs } = JSON.parse(readFileSync(file, 'utf8')) as { aheadMs?: unknown };
    return typeof aheadMs === 'number' && Number.isFinite(aheadMs) ? aheadMs : 0;
  } catch {
    return 0;
  }
}

/** A clock that stands still. */
export function fixedClock(instant: string | Date): Clock {
  const clock = new Clock();
  clock.now = () => new Date(instant);
  return clock;
}
