import { expect, it } from '@jest/globals';
import { browserNeeded, findChromium } from './chromium.js';

it('takes the browser that is named, and no other in its place', () => {
  expect(findChromium({ CHROMIUM: process.execPath })).toBe(process.execPath);
  expect(findChromium({ CHROMIUM: '/no/such/browser' })).toBeUndefined();
});

it('is needed where that is asked for, and in continuous integration', () => {
  expect([{}, { CI: 'true' }, { REQUIRE_BROWSER: '1' }, { CI: '' }].map((env) => browserNeeded(env))).toEqual(
    [false, true, true, false],
  );
});
