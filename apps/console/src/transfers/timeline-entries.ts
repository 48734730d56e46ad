import type { Tone } from '../kit/status-tag.js';
import type { ClockView, StepView } from './data.js';

/** A step that was taken, or what is awaited and has not come. */
export type Entry =
  | { readonly kind: 'STEP'; readonly step: StepView; readonly tone: Tone }
  | { readonly kind: 'GAP'; readonly clock: ClockView; readonly sinceMs: number; readonly tone: Tone };

const refusals = new Set(['REJECTED_WITH_REASON', 'REFUSED_TO_ACCEPT', 'NOT_FILED', 'NOT_FILED_UPHELD']);

/** The record, the oldest first; then every duty that runs: silence is drawn as a gap, red where its limit has passed. */
export function entriesOf(steps: readonly StepView[], clocks: readonly ClockView[], now: number): Entry[] {
  const taken = steps.map((step) => ({ kind: 'STEP', step, tone: toneOf(step) }) as const);
  const open = clocks
    .filter(({ state, meaning }) => state === 'RUNNING' && meaning === 'DUTY')
    .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt))
    .map((clock) => {
      const sinceMs = Math.max(0, now - Date.parse(clock.startedAt));
      return { kind: 'GAP', clock, sinceMs, tone: clock.late ? 'late' : 'waiting' } as const;
    });
  return [...taken, ...open];
}

function toneOf({ step }: StepView): Tone {
  if (refusals.has(step) || step.endsWith('_OVERDUE')) return 'late';
  return 'done';
}
