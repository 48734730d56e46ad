import { describe, expect, it } from '@jest/globals';
import type { ClockView, StepView } from './data.js';
import { entriesOf } from './timeline-entries.js';

const step = (change: Partial<StepView>): StepView =>
  ({ no: 1, step: 'DELIVERED', effectiveAt: '2026-03-01T00:00:00Z', ...change }) as StepView;

const clock = (change: Partial<ClockView>): ClockView =>
  ({
    key: 'X',
    state: 'RUNNING',
    meaning: 'DUTY',
    late: false,
    startedAt: '2026-03-01T00:00:00Z',
    ...change,
  }) as ClockView;

const NOW = Date.parse('2026-03-03T00:00:00Z');

describe('the record of a transfer', () => {
  it('ends with the duties that run, as gaps', () => {
    const entries = entriesOf(
      [step({ no: 1 }), step({ no: 2 })],
      [
        clock({ key: 'LATER', startedAt: '2026-03-02T00:00:00Z' }),
        clock({ key: 'LATE', late: true }),
        clock({ key: 'STOPPED', state: 'STOPPED' }),
        clock({ key: 'RIGHT', meaning: 'RIGHT' }),
        clock({ key: 'PERHAPS', meaning: 'CONDITIONAL' }),
      ],
      NOW,
    );
    expect(
      entries.map((each) =>
        each.kind === 'STEP' ? each.step.no : [each.clock.key, each.tone, each.sinceMs],
      ),
    ).toEqual([1, 2, ['LATE', 'late', 2 * 86_400_000], ['LATER', 'waiting', 86_400_000]]);
  });

  it('shows refusals and lateness in red, and nothing else', () => {
    const tone = (name: string) => entriesOf([step({ step: name as StepView['step'] })], [], NOW)[0]?.tone;
    expect(['NOT_FILED', 'RECEIPT_OVERDUE', 'REJECTED_WITH_REASON'].map(tone)).toEqual([
      'late',
      'late',
      'late',
    ]);
    expect(['FILED', 'APPROVED', 'RECEIPT_SIGNED'].map(tone)).toEqual(['done', 'done', 'done']);
  });
});
