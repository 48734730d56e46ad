import {
  TRANSFER_EVENTS,
  TRANSFER_STATES,
  type TransferEvent,
  type TransferState,
  transferTransitions,
} from '@xianjie/statutes';
import type { Edge } from './routes.js';

/** What a viewer knows of a step that was taken. */
export interface TakenStep {
  readonly no: number;
  readonly step: string;
  readonly stateBefore: string | null;
  readonly stateNow: string;
}

export type Mark = 'HERE' | 'NEXT' | 'PAST' | 'AHEAD';

export interface MarkedEdge extends Edge {
  readonly mark: 'NEXT' | 'PAST' | 'AHEAD';
  /** Numbers of the steps that went this way. */
  readonly taken: readonly number[];
  readonly events: readonly TransferEvent[];
}

export interface Picture {
  readonly states: Readonly<Record<TransferState, Mark>>;
  readonly edges: readonly MarkedEdge[];
}

/** Two steps may lead from one state to the same other one: they are one line. */
export const tableEdges: readonly (Edge & { readonly events: readonly TransferEvent[] })[] = [
  ...Map.groupBy(
    transferTransitions.filter(({ from }) => from !== null),
    ({ from, to }) => `${from} ${to}`,
  ).values(),
].map((same) => ({
  from: same[0]?.from as TransferState,
  to: same[0]?.to as TransferState,
  events: same.map(({ event }) => event),
}));

export const isTransferState = (state: string | null): state is TransferState =>
  state !== null && state in TRANSFER_STATES;

export const isTransferEvent = (event: string): event is TransferEvent => event in TRANSFER_EVENTS;

/** The whole table as it looks from where a transfer stands; `state` may be one that the viewer is not told. */
export function pictureOf(state: string, steps: readonly TakenStep[]): Picture {
  const been = new Set(
    steps.flatMap(({ stateBefore, stateNow }) => [stateBefore, stateNow]).filter(isTransferState),
  );
  const edges = tableEdges.map((edge) => markedEdge(edge, state, steps));
  const next = new Set(edges.filter(({ mark }) => mark === 'NEXT').map(({ to }) => to));
  const marks = (Object.keys(TRANSFER_STATES) as TransferState[]).map(
    (each) => [each, markOf(each, state, next, been)] as const,
  );
  return { states: Object.fromEntries(marks) as Record<TransferState, Mark>, edges };
}

function markedEdge(
  { from, to, events }: (typeof tableEdges)[number],
  state: string,
  steps: readonly TakenStep[],
): MarkedEdge {
  const taken = steps.filter((step) => step.stateBefore === from && step.stateNow === to).map(({ no }) => no);
  const mark = from === state ? 'NEXT' : taken.length > 0 ? 'PAST' : 'AHEAD';
  return { from, to, events, taken, mark };
}

function markOf(
  each: TransferState,
  state: string,
  next: ReadonlySet<TransferState>,
  been: ReadonlySet<TransferState>,
): Mark {
  if (each === state) return 'HERE';
  if (next.has(each)) return 'NEXT';
  return been.has(each) ? 'PAST' : 'AHEAD';
}
