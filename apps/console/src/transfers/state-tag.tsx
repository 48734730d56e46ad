import { StatusTag, type Tone } from '../kit/status-tag.js';
import type { TransferRow } from './data.js';

type Stated = Pick<TransferRow, 'state' | 'stateName' | 'late'>;

/** Red is for lateness and refusal. */
const refused = new Set(['NOT_FILED', 'UPHELD', 'CORRECTION_NOTICED', 'ESCALATED']);
const waiting = new Set(['UNDECIDED', 'FORWARDED', 'REVERSE_SUSPENDED', 'INVESTIGATING']);

export function toneOf(state: string): Tone {
  if (state === 'CLOSED') return 'done';
  if (refused.has(state)) return 'late';
  return waiting.has(state) ? 'waiting' : 'under-way';
}

export function StateTag({ state, stateName }: Stated) {
  return <StatusTag tone={toneOf(state)}>{stateName}</StatusTag>;
}
