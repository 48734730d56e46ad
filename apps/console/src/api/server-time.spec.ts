import { afterEach, expect, it } from '@jest/globals';
import { noteServerTime, onServerTime, serverNow } from './server-time.js';

const now = Date.parse('2026-11-23T07:00:00Z');
afterEach(() => noteServerTime(new Date(now).toUTCString(), now));
const skew = () => Math.round((serverNow() - Date.now()) / 1000);

it('follows services whose clock is ahead', () => {
  let told = 0;
  const end = onServerTime(() => (told += 1));
  noteServerTime('Mon, 14 Dec 2026 07:00:00 GMT', now);
  noteServerTime('Mon, 14 Dec 2026 07:00:01 GMT', now);
  expect([skew(), told]).toEqual([21 * 86_400 + 1, 1]);
  end();
});

it('is never ahead of them, and shows nothing anew for a few seconds', () => {
  let told = 0;
  const end = onServerTime(() => (told += 1));
  noteServerTime('Mon, 23 Nov 2026 06:59:51 GMT', now);
  expect([skew(), told]).toEqual([-9, 0]);
  end();
});

it('takes what is no date for nothing', () => {
  noteServerTime('yesterday', now);
  noteServerTime(null, now);
  expect(skew()).toBe(0);
});
