import { describe, expect, it } from '@jest/globals';
import { childOf, currentTraceparent, isTraceparent, newTraceparent, runWithTrace } from './index.js';

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('isTraceparent', () => {
  it.each([
    [parent, true],
    [newTraceparent(), true],
    [parent.toUpperCase(), false],
    [`${parent}-extra`, false],
    ['00-00000000000000000000000000000000-b7ad6b7169203331-01', false],
    ['00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01', false],
    ['ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', false],
    ['', false],
    [undefined, false],
    [[parent], false],
  ])('of %s is %s', (value, expected) => {
    expect(isTraceparent(value)).toBe(expected);
  });
});

describe('childOf', () => {
  it('keeps the trace and its flags, and changes the span', () => {
    const child = childOf(parent);
    expect(child.slice(0, 36)).toBe(parent.slice(0, 36));
    expect(child.slice(36, 52)).not.toBe(parent.slice(36, 52));
    expect(child.slice(52)).toBe('-01');
    expect(isTraceparent(child)).toBe(true);
  });

  it.each([undefined, 'rubbish', 'x'.repeat(100_000)])(
    'begins a new trace where the parent is malformed',
    (bad) => {
      expect(isTraceparent(childOf(bad))).toBe(true);
    },
  );
});

describe('newTraceparent', () => {
  it('never names two alike, however many are made', () => {
    const made = Array.from({ length: 5000 }, newTraceparent);
    expect(made.filter((each) => !isTraceparent(each))).toEqual([]);
    expect(new Set(made.map((each) => each.slice(3, 35))).size).toBe(5000);
    expect(new Set(made.map((each) => each.slice(36, 52))).size).toBe(5000);
  });
});

describe('runWithTrace', () => {
  it('is seen below, also after await, and not beside', async () => {
    const inside = runWithTrace(parent, async () => {
      await Promise.resolve();
      return currentTraceparent();
    });
    expect(currentTraceparent()).toBeUndefined();
    expect(await inside).toBe(parent);
  });
});
