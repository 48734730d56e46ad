import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readAheadMs, writeAheadMs } from '../stack/stack-clock.js';
import { StoryClock } from './story-clock.js';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'story-')), 'clock.json');
const DAY_MS = 86_400_000;

/** A clock that says so. */
function at(moment: string): { clock: StoryClock; file: string } {
  const file = newFile();
  writeAheadMs(file, Date.parse(moment) - Date.now());
  return { clock: new StoryClock(file), file };
}

describe('the clock of the story', () => {
  it('tells the day in China', () => {
    expect(at('2026-11-25T15:59:00Z').clock.today()).toBe('2026-11-25');
    expect(at('2026-11-25T16:01:00Z').clock.today()).toBe('2026-11-26');
    expect(at('2026-12-31T20:00:00Z').clock.day(-1)).toBe('2026-12-31');
  });

  it.each([
    ['2026-11-25T00:30:00Z', '2026-11-25 09:00'],
    ['2026-11-25T02:00:00Z', '2026-11-26 09:00'],
    ['2026-11-25T17:00:00Z', '2026-11-26 09:00'],
  ])('goes on from %s to %s', async (from, morning) => {
    const { clock } = at(from);
    await clock.nextMorning();
    expect(clock.inWords()).toBe(morning);
  });

  it('goes on by days and hours from where an earlier run left it', async () => {
    const file = newFile();
    writeAheadMs(file, 30 * DAY_MS);
    await new StoryClock(file).goOn({ days: 2, hours: 12 });
    expect(readAheadMs(file)).toBe(32.5 * DAY_MS);
  });
});
