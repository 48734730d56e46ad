import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clock, fixedClock, MovableClock } from './clock.js';

describe('Clock', () => {
  it.each([
    ['2026-11-23T15:59:59.999Z', '2026-11-23'],
    ['2026-11-23T16:00:00.000Z', '2026-11-24'],
    ['2026-12-31T16:00:00Z', '2027-01-01'],
    ['2024-02-28T20:00:00Z', '2024-02-29'],
    ['1990-06-30T15:30:00Z', '1990-07-01'], // summer time was kept from 1986 to 1991
  ])('says that at %s it is %s in China, whatever the zone here', (instant, date) => {
    const zone = process.env['TZ'];
    for (const elsewhere of ['UTC', 'America/Los_Angeles', 'Pacific/Auckland']) {
      process.env['TZ'] = elsewhere;
      expect(fixedClock(instant).today()).toBe(date);
    }
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('goes on', () => {
    const before = Date.now();
    expect(new Clock().now().getTime()).toBeGreaterThanOrEqual(before);
  });
});

describe('MovableClock', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clock-'));
  const file = join(folder, 'clock.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is ahead by what its file says, soon after it says so', async () => {
    const clock = new MovableClock(file);
    const ahead = () => Math.round((clock.now().getTime() - Date.now()) / 1000);
    expect(ahead()).toBeCloseTo(0);
    writeFileSync(file, '{"aheadMs": 90000}');
    await sleep(150);
    expect(ahead()).toBe(90);
  });

  it('is the true time where the file says nothing of use', () => {
    writeFileSync(file, '{"aheadMs": "soon"}');
    expect(Math.abs(new MovableClock(file).now().getTime() - Date.now())).toBeLessThan(1000);
  });
});
