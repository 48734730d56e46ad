import { describe, expect, it } from '@jest/globals';
import { RateMeter } from './rate-meter.js';

describe('RateMeter', () => {
  it('tells how fast a total grew over the last minute', () => {
    let [now, total] = [0, 0];
    const meter = new RateMeter(
      () => total,
      () => now,
    );
    expect(meter.perSecond()).toBe(0);
    for (let n = 0; n < 30; n += 1) {
      meter.sample();
      now += 5000;
      total += 50;
    }
    expect(meter.perSecond()).toBeCloseTo(10);
    for (let n = 0; n < 30; n += 1) {
      meter.sample();
      now += 5000;
    }
    expect(meter.perSecond()).toBe(0);
  });
});
