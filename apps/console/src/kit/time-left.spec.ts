import { describe, expect, it } from '@jest/globals';
import { endOfDay, spanText, timeLeft } from './time-left.js';

const now = Date.parse('2026-11-23T15:06:00+08:00');
const after = (hours: number) => new Date(now + hours * 3_600_000).toISOString();

describe('what is left of a clock', () => {
  it('is said in days and hours', () => {
    const end = { dueAt: after(30), lateAt: after(30) };
    expect(timeLeft(end, now, 'zh')).toEqual({ urgency: 'running', left: '剩 1天6小时', later: null });
    expect(timeLeft(end, now, 'en').left).toBe('1 d 6 h left');
  });

  it('is near within the last day', () => {
    expect(timeLeft({ dueAt: after(23), lateAt: after(23) }, now, 'zh').urgency).toBe('near');
  });

  it('names what the later reading of days leaves, where the readings differ', () => {
    const end = { dueAt: after(48), lateAt: after(96) };
    expect(timeLeft(end, now, 'zh')).toEqual({
      urgency: 'running',
      left: '剩 2天',
      later: '最迟还剩 4天',
    });
  });

  it('is an alarm between the readings, and late only after the later one', () => {
    expect(timeLeft({ dueAt: after(-24), lateAt: after(24) }, now, 'zh')).toEqual({
      urgency: 'near',
      left: '预警已过 1天',
      later: '最迟还剩 1天',
    });
    expect(timeLeft({ dueAt: after(-72), lateAt: after(-48) }, now, 'zh')).toEqual({
      urgency: 'late',
      left: '逾期 2天',
      later: null,
    });
  });

  it('is late at the very moment of the end', () => {
    expect(timeLeft({ dueAt: after(0), lateAt: after(0) }, now, 'zh').left).toBe('逾期 不足1分钟');
  });

  it('is not told while the clock is suspended, stopped, or its end unknown', () => {
    const end = { dueAt: after(30), lateAt: after(30) };
    expect(timeLeft({ ...end, suspended: true }, now, 'zh').left).toBe('中止中');
    expect(timeLeft({ ...end, stopped: true }, now, 'zh').left).toBe('已办结');
    expect(timeLeft({ dueAt: null, lateAt: null }, now, 'zh').left).toBe('期限未知');
  });
});

describe('a span', () => {
  it.each([
    [40 * 60_000, '40分钟'],
    [90 * 60_000, '1小时30分钟'],
    [7 * 3_600_000 + 60_000, '7小时'],
    [12 * 86_400_000 + 3_600_000, '12天'],
    [30_000, '不足1分钟'],
    [10 * 86_400_000, '10天'],
  ])('of %d ms is %s', (ms, text) => expect(spanText(ms, 'zh')).toBe(text));
});

it('a day ends at midnight in China', () => {
  expect(endOfDay('2026-11-23')).toBe('2026-11-23T16:00:00.000Z');
  expect(endOfDay(null)).toBeNull();
});
