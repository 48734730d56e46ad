import { step, type TransferEvent, type TransferState } from '@xianjie/statutes';

/** A way that many of the transfers went, up to the last of these steps. */
export interface Path {
  readonly name: string;
  readonly events: readonly TransferEvent[];
  /** Limits that ran and were kept, and the one that runs now. */
  readonly stopped: readonly string[];
  readonly running: string | null;
}

const WHOLE: readonly TransferEvent[] = [
  'CRIME_SUSPECTED',
  'REPORT_SUBMITTED',
  'APPROVED',
  'DELIVERED',
  'RECEIPT_SIGNED',
  'FILED',
  'EVIDENCE_HANDED_OVER',
  'SENT_TO_PROSECUTION',
  'NON_PROSECUTION',
  'OPINION_ISSUED',
  'DISPOSED_ADMINISTRATIVELY',
  'RESULT_REPORTED',
];
const LIMITS = [
  'TRANSFER_APPROVAL_3D',
  'TRANSFER_24H',
  'POLICE_FILING_3D',
  'EVIDENCE_HANDOVER_3D',
  'REVERSE_REPLY_2M',
];

const upTo = (count: number, stopped: number, running: string | null): Path => ({
  ...{ name: `open-${count}`, events: WHOLE.slice(0, count), stopped: LIMITS.slice(0, stopped), running },
});

/** Closed ones: through all hops and back, and refused by the head. */
export const CLOSED: readonly Path[] = [
  { name: 'returned', events: WHOLE, stopped: LIMITS, running: null },
  {
    name: 'refused',
    events: ['CRIME_SUSPECTED', 'REPORT_SUBMITTED', 'REJECTED_WITH_REASON', 'RESULT_REPORTED'],
    stopped: LIMITS.slice(0, 1),
    running: null,
  },
];

/** Those under way: at any hop. */
export const OPEN: readonly Path[] = [
  upTo(1, 0, null),
  upTo(2, 0, 'TRANSFER_APPROVAL_3D'),
  upTo(3, 1, 'TRANSFER_24H'),
  upTo(4, 2, null),
  upTo(5, 2, 'POLICE_FILING_3D'),
  upTo(6, 3, 'EVIDENCE_HANDOVER_3D'),
  upTo(7, 4, null),
  upTo(8, 4, null),
  upTo(10, 4, 'REVERSE_REPLY_2M'),
  upTo(11, 4, 'REVERSE_REPLY_2M'),
];

export interface PathStep {
  readonly no: number;
  readonly event: TransferEvent;
  readonly before: TransferState;
  readonly now: TransferState;
  readonly actor: string;
  readonly basis: string;
  readonly certainty: string;
}

/** The steps of a path as the table has them. Throws where it has not. */
export function stepsOf({ events }: Path): PathStep[] {
  let state: TransferState = 'INVESTIGATING';
  return events.map((event, index) => {
    const { to, actor, basis, certainty } = step(state, event);
    const taken = { no: index + 1, event, before: state, now: to, actor, basis, certainty };
    state = to;
    return taken;
  });
}

export function stateOf(path: Path): TransferState {
  return stepsOf(path).at(-1)!.now;
}
