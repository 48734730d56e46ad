import type { LocalDate } from '@xianjie/identifiers';
import {
  barsFine,
  INITIAL_TRANSFER_STATE,
  step as stepIn,
  type TransferDutyVerdict,
  type TransferEvent,
  type TransferState,
  type Transition,
} from '@xianjie/statutes';

/** A suspected crime on its way from an agency to the police, and back. */
export interface Transfer {
  readonly id: string;
  readonly caseId: string;
  readonly caseNo: string | null;
  readonly agency: string;
  readonly areaCode: string;
  /** The police organ it is with, or will be delivered to; null where none of the place takes part. */
  readonly police: string | null;
  readonly procuratorate: string | null;
  readonly higherProcuratorate: string | null;
  readonly state: TransferState;
  /** Number of the last step. */
  readonly stepNo: number;
  /** When the last step took effect. */
  readonly steppedAt: Date;
  readonly openedOn: LocalDate;
  readonly charge: string | null;
  readonly duty: TransferDutyVerdict;
  readonly grounds: readonly string[];
  readonly basis: string | null;
  readonly certainty: string | null;
  /** Step with which the present task force began: the report is signed after it. */
  readonly roundFrom: number;
  /** Step with which a draft began that the head has not decided on; it is the agency's own business until then. */
  readonly draftFrom: number | null;
  readonly approvedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly receivedAt: Date | null;
  readonly filingOrdered: boolean;
  readonly criminalFine: boolean;
  /** No administrative fine may be imposed now. */
  readonly fineBarred: boolean;
  /** End of the limit that ends first, by the earlier reading; `NO_LIMIT` where none runs. */
  readonly dueAt: Date;
  readonly dueKey: string | null;
  readonly dueOrgan: string | null;
  readonly closedOn: LocalDate | null;
  readonly version: number;
}

/** A transfer before its first step; null: a case that came back without an earlier transfer. */
export type Unopened = Omit<Transfer, 'state'> & { readonly state: TransferState | null };

/** Sorts behind every real limit. */
export const NO_LIMIT = new Date('9999-12-31T00:00:00Z');

/** What a transfer is opened on. */
export type Origin = Pick<
  Transfer,
  | 'caseId'
  | 'caseNo'
  | 'agency'
  | 'areaCode'
  | 'police'
  | 'procuratorate'
  | 'charge'
  | 'duty'
  | 'grounds'
  | 'basis'
  | 'certainty'
>;

export type OpeningEvent = Extract<
  TransferEvent,
  'CRIME_SUSPECTED' | 'PROC_OPINION_TO_TRANSFER' | 'REVERSE_CASE_RECEIVED'
>;

/** A transfer about to be opened by its first step. */
export function beginTransfer(
  origin: Origin,
  by: OpeningEvent,
  id: string,
  now: Date,
  today: LocalDate,
): Unopened {
  return {
    id,
    ...origin,
    higherProcuratorate: null,
    state: by === 'REVERSE_CASE_RECEIVED' ? null : INITIAL_TRANSFER_STATE,
    stepNo: 0,
    steppedAt: now,
    openedOn: today,
    roundFrom: 0,
    draftFrom: null,
    approvedAt: null,
    deliveredAt: null,
    receivedAt: null,
    filingOrdered: false,
    criminalFine: false,
    fineBarred: false,
    dueAt: NO_LIMIT,
    dueKey: null,
    dueOrgan: null,
    closedOn: null,
    version: 1,
  };
}

/** The step that the table allows now. Throws DomainError `conflict` (`transfer.step-not-allowed`). */
export function transitionOf({ state }: Unopened, event: TransferEvent): Transition {
  return stepIn(state, event);
}

/** What a step changes beside the state. */
export interface StepEffects {
  readonly effectiveAt: Date;
  readonly today: LocalDate;
  /** FORWARDED: the organ that is competent. */
  readonly forwardedTo?: string | undefined;
  /** CONVICTED: with a criminal fine. */
  readonly criminalFine?: boolean | undefined;
  /** ESCALATED. */
  readonly higherProcuratorate?: string | undefined;
}

/** The transfer after a step of the table. */
export function advance(before: Unopened, { event, to }: Transition, effects: StepEffects): Transfer {
  const { effectiveAt, today } = effects;
  const stepNo = before.stepNo + 1;
  const begins = to === 'TASK_FORCE' && before.state !== 'TASK_FORCE';
  const criminalFine = before.criminalFine || effects.criminalFine === true;
  return {
    ...before,
    state: to,
    stepNo,
    steppedAt: effectiveAt,
    roundFrom: begins ? stepNo : before.roundFrom,
    draftFrom: begins ? stepNo : isDecided(event) ? null : before.draftFrom,
    ...timesAfter(
      begins ? { ...before, approvedAt: null, deliveredAt: null, receivedAt: null } : before,
      event,
      effectiveAt,
    ),
    police: effects.forwardedTo ?? before.police,
    higherProcuratorate: effects.higherProcuratorate ?? before.higherProcuratorate,
    filingOrdered: begins ? false : before.filingOrdered || event === 'FILING_ORDERED',
    criminalFine,
    fineBarred: criminalFine || barsFine(before.fineBarred, to),
    closedOn: to === 'CLOSED' ? today : null,
  };
}

const isDecided = (event: TransferEvent): boolean => event === 'APPROVED' || event === 'REJECTED_WITH_REASON';

function timesAfter(
  { approvedAt, deliveredAt, receivedAt }: Pick<Transfer, 'approvedAt' | 'deliveredAt' | 'receivedAt'>,
  event: TransferEvent,
  at: Date,
): Pick<Transfer, 'approvedAt' | 'deliveredAt' | 'receivedAt'> {
  if (event === 'APPROVED') return { approvedAt: at, deliveredAt, receivedAt };
  if (event === 'DELIVERED') return { approvedAt, deliveredAt: at, receivedAt };
  if (event === 'RECEIPT_SIGNED') return { approvedAt, deliveredAt, receivedAt: at };
  // The competent organ has it from now on, and signs anew.
  if (event === 'FORWARDED') return { approvedAt, deliveredAt: at, receivedAt: null };
  return { approvedAt, deliveredAt, receivedAt };
}
