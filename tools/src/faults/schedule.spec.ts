import { describe, expect, it } from '@jest/globals';
import { FAULT_KINDS, makeSchedule, tellSchedule } from './schedule.js';

describe('makeSchedule', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(makeSchedule(1, 30)).toEqual(makeSchedule(1, 30));
    expect(makeSchedule(1, 30).faults).not.toEqual(makeSchedule(2, 30).faults);
  });

  it('comes to every kind of fault in the long suite', () => {
    const kinds = new Set(makeSchedule(1, 500).faults.map((fault) => fault.kind));
    expect([...kinds].sort()).toEqual([...FAULT_KINDS].sort());
  });

  it('keeps its moments when only one kind is wanted', () => {
    const only = makeSchedule(1, 30, 'kill-broker').faults;
    expect(only.every((fault) => fault.kind === 'kill-broker')).toBe(true);
    expect(only.map((fault) => fault.afterMs)).toEqual(
      makeSchedule(1, 30).faults.map((fault) => fault.afterMs),
    );
  });
});

describe('tellSchedule', () => {
  it('names the seed and each fault with its moment', () => {
    const text = tellSchedule(makeSchedule(42, 3));
    expect(text).toContain('seed 42');
    expect(text.split('\n')).toHaveLength(4);
  });
});
