import { DomainError } from '@xianjie/errors';
import { agencyTransitions } from './tables/agency-transitions.js';
import { filingTransitions } from './tables/filing-transitions.js';
import { prosecutionTransitions } from './tables/prosecution-transitions.js';
import { supervisionTransitions } from './tables/supervision-transitions.js';
import { TRANSFER_EVENTS, type TransferEvent, type TransferState } from './tables/transfer-words.js';
import type { Transition } from './tables/transition.js';

/** Every step the law of transfers allows; what is not here is not allowed. */
export const transferTransitions: readonly Transition[] = [
  ...agencyTransitions,
  ...filingTransitions,
  ...supervisionTransitions,
  ...prosecutionTransitions,
];

export const INITIAL_TRANSFER_STATE: TransferState = 'INVESTIGATING';

export const FINAL_TRANSFER_STATES: readonly TransferState[] = ['CLOSED'];

const nameOf = (from: TransferState | null, event: string): string => `${from ?? ''}>${event}`;

const STEPS: ReadonlyMap<string, Transition> = new Map(
  transferTransitions.map((transition) => [nameOf(transition.from, transition.event), transition]),
);

/** The step that `event` is in `state`, or undefined where the table has none; null is a case that does not exist yet. */
export function findStep(state: TransferState | null, event: string): Transition | undefined {
  return STEPS.get(nameOf(state, event));
}

/** The same; throws DomainError `conflict`, `transfer.step-not-allowed`, naming what may happen, where the table has none. */
export function step(state: TransferState | null, event: TransferEvent): Transition {
  const found = findStep(state, event);
  if (found) return found;
  throw notAllowed(state, event);
}

export function notAllowed(state: TransferState | null, event: TransferEvent): DomainError {
  const allowed = nextSteps(state).map((each) => each.event);
  const words = allowed.map((each) => TRANSFER_EVENTS[each].zh);
  return new DomainError(
    'conflict',
    'transfer.step-not-allowed',
    `${event} cannot happen in ${state ?? 'a case that does not exist yet'}; allowed: ${allowed.join(', ')}`,
    { zh: `当前状态下不能${TRANSFER_EVENTS[event].zh}，只能：${words.join('、')}` },
  );
}

/** What may happen in `state`, in the order of the table. */
export function nextSteps(state: TransferState | null): readonly Transition[] {
  return transferTransitions.filter(({ from }) => from === state);
}

/** Where a history ends: its state, and the place of the first event that the table refuses; `state` is then the one before it. */
export type RunOfEvents =
  | { readonly accepted: true; readonly state: TransferState }
  | { readonly accepted: false; readonly state: TransferState; readonly failsAt: number };

/** Runs a whole history, from the beginning of an investigation or from a case received without earlier transfer. */
export function runSequence(events: readonly string[]): RunOfEvents {
  const states = statesOf(events);
  const state = states.at(-1) ?? INITIAL_TRANSFER_STATE;
  return states.length === events.length
    ? { accepted: true, state }
    : { accepted: false, state, failsAt: states.length };
}

/** The state after each event, up to the first that the table refuses. */
export function statesOf(events: readonly string[]): TransferState[] {
  const states: TransferState[] = [];
  for (const event of events) {
    const found = findStep(states.at(-1) ?? INITIAL_TRANSFER_STATE, event) ?? firstStep(states, event);
    if (!found) break;
    states.push(found.to);
  }
  return states;
}

function firstStep(before: readonly TransferState[], event: string): Transition | undefined {
  return before.length === 0 ? findStep(null, event) : undefined;
}
