import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { type Agency, type Marking, markingOf } from '@xianjie/identity';
import type { Case } from '../cases/case.js';
import { transferIsOpen } from '../cases/case-notes.js';

export const circularStatuses = ['proposed', 'returned', 'distributed', 'withdrawn'] as const;
export type CircularStatus = (typeof circularStatuses)[number];

export const outcomes = ['NO_CASE', 'FILED', 'MERGED', 'RETURNED'] as const;
/** What came of a circular at an addressee's: no case, a case of its own filed, merged with one, returned as not its matter. */
export type Outcome = (typeof outcomes)[number];

/** A line of a circular's history. */
export interface CircularAct {
  readonly act: 'proposed' | 'returned' | 'distributed' | 'corrected' | 'withdrawn' | 'reminded';
  /** RFC 3339. */
  readonly at: string;
  readonly agency: string;
  readonly officer: string | null;
  readonly what: string | null;
}

/** A handled case, checked by a superior agency and told to others 通报. */
export interface Circular {
  readonly id: string;
  readonly caseId: string;
  /** The agency whose case it is. */
  readonly proposer: string;
  /** The superior that distributes or returns it. */
  readonly issuer: string | null;
  readonly circularNo: string | null;
  readonly title: string;
  readonly body: string;
  /** Raised by a correction; addressees acknowledge each. */
  readonly revision: number;
  readonly status: CircularStatus;
  readonly proposedOn: LocalDate;
  readonly distributedOn: LocalDate | null;
  readonly acknowledgeBy: LocalDate | null;
  /** When it was returned or withdrawn, and why. */
  readonly endedOn: LocalDate | null;
  readonly endedBecause: string | null;
  readonly acts: readonly CircularAct[];
  readonly marking: Marking;
  readonly version: number;
}

/** Who answers for an act, and when. */
export interface Acting {
  readonly agency: Agency;
  readonly officer: string | null;
  readonly today: LocalDate;
  readonly at: string;
}

const OFFICES = [
  'patent-office-prefecture',
  'patent-office-province',
  'patent-office-nation',
  'corps',
] as const;
const PURPOSES = ['enforcement', 'supervision', 'statistics'] as const;

export interface Proposal {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

/**
 * A handled counterfeit case is put forward to be circulated. Seen by the proposer and its superiors until it is distributed. Throws `conflict`:
 * `circular.case-not-handled`, `circular.not-counterfeit`.
 */
export function proposeCircular({ id, title, body }: Proposal, of: Case, acting: Acting): Circular {
  requireHandled(of);
  return withAct(
    {
      ...{ id, title, body },
      caseId: of.id,
      proposer: of.agency,
      issuer: null,
      circularNo: null,
      revision: 1,
      status: 'proposed',
      proposedOn: acting.today,
      distributedOn: null,
      acknowledgeBy: null,
      endedOn: null,
      endedBecause: null,
      acts: [],
      marking: markingOf(acting.agency, { scope: 'CITY', kinds: OFFICES, purposes: PURPOSES }),
      version: 1,
    },
    acting,
    'proposed',
  );
}

function requireHandled({ status, actType, caseNo }: Case): void {
  if (actType === 'INFRINGEMENT') {
    throw conflict(
      'circular.not-counterfeit',
      `Case ${caseNo} is no counterfeit case`,
      '仅假冒专利案件可以通报',
    );
  }
  if (status === 'open') {
    throw conflict(
      'circular.case-not-handled',
      `Case ${caseNo} is not decided yet`,
      '案件尚未作出处理决定，不能通报',
    );
  }
}

/**
 * The superior has checked it, and tells it to others. Throws `conflict`: `circular.not-proposed`, `circular.transfer-open`; `invalid`
 * (`circular.no-addressees`).
 */
export function distributeCircular(
  circular: Circular,
  of: Case,
  given: {
    readonly circularNo: string;
    readonly addressees: readonly string[];
    readonly acknowledgeBy: LocalDate;
  },
  acting: Acting,
): Circular {
  require(circular, 'proposed');
  // Secrecy of the investigation: with the police or on its way there, nothing of it is circulated.
  if (transferIsOpen(of)) {
    throw conflict(
      'circular.transfer-open',
      `Case ${of.caseNo} is being transferred to the police`,
      '该案已移送或拟移送公安机关，移送程序终结前不得通报',
    );
  }
  if (given.addressees.length === 0) {
    throw new DomainError('invalid', 'circular.no-addressees', 'There is nobody to tell', {
      zh: '没有通报对象',
    });
  }
  const { circularNo, acknowledgeBy, addressees } = given;
  return withAct(
    {
      ...circular,
      ...{ circularNo, acknowledgeBy },
      issuer: acting.agency.id,
      status: 'distributed',
      distributedOn: acting.today,
      marking: { ...circular.marking, addressees: [...addressees, acting.agency.id] },
    },
    acting,
    'distributed',
    circularNo,
  );
}

/** The superior sends the proposal back, with reasons. Throws `conflict` (`circular.not-proposed`). */
export function returnCircular(circular: Circular, because: string, acting: Acting): Circular {
  require(circular, 'proposed');
  const ended = { endedOn: acting.today, endedBecause: because };
  return withAct(
    { ...circular, ...ended, issuer: acting.agency.id, status: 'returned' },
    acting,
    'returned',
    because,
  );
}

/** Says something else from now on; addressees acknowledge anew. Throws `conflict` (`circular.not-distributed`). */
export function correctCircular(
  circular: Circular,
  change: { readonly title: string; readonly body: string },
  because: string,
  acting: Acting,
): Circular {
  require(circular, 'distributed');
  return withAct({ ...circular, ...change, revision: circular.revision + 1 }, acting, 'corrected', because);
}

/** Throws `conflict` (`circular.not-distributed`). */
export function withdrawCircular(circular: Circular, because: string, acting: Acting): Circular {
  require(circular, 'distributed');
  const ended = { endedOn: acting.today, endedBecause: because };
  return withAct({ ...circular, ...ended, status: 'withdrawn' }, acting, 'withdrawn', because);
}

export function noteReminder(circular: Circular, agencies: readonly string[], acting: Acting): Circular {
  require(circular, 'distributed');
  return withAct(circular, acting, 'reminded', agencies.join(','));
}

function withAct(
  circular: Circular,
  acting: Acting,
  act: CircularAct['act'],
  what: string | null = null,
): Circular {
  const { agency, officer, at } = acting;
  return { ...circular, acts: [...circular.acts, { act, at, agency: agency.id, officer, what }] };
}

function require({ id, status }: Circular, wanted: CircularStatus): void {
  if (status === wanted) return;
  throw conflict(
    `circular.not-${wanted}`,
    `Circular ${id} is ${status}, not ${wanted}`,
    `通报当前状态为${STATUS_ZH[status]}，不能进行此操作`,
  );
}

const STATUS_ZH: Readonly<Record<CircularStatus, string>> = {
  proposed: '待审核',
  returned: '已退回',
  distributed: '已下发',
  withdrawn: '已撤回',
};

function conflict(code: string, message: string, zh: string): DomainError {
  return new DomainError('conflict', code, message, { zh });
}

/** What one addressee did with a circular. */
export interface Recipient {
  readonly circularId: string;
  readonly agency: string;
  readonly acknowledgeBy: LocalDate;
  /** 0 until it acknowledged one. */
  readonly acknowledgedRevision: number;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly outcome: Outcome | null;
  readonly outcomeCaseId: string | null;
  readonly outcomeNote: string | null;
  readonly outcomeAt: Date | null;
  readonly remindedAt: Date | null;
  readonly reminders: number;
}

/** `silent`: the day has passed and it has not acknowledged; `outdated`: it has not acknowledged the newest correction. */
export type RecipientState = 'waiting' | 'silent' | 'outdated' | 'acknowledged' | 'answered';

export function stateOf(
  recipient: Recipient,
  circular: Pick<Circular, 'revision'>,
  today: LocalDate,
): RecipientState {
  if (recipient.acknowledgedRevision === 0) return recipient.acknowledgeBy < today ? 'silent' : 'waiting';
  if (recipient.acknowledgedRevision < circular.revision) return 'outdated';
  return recipient.outcome === null ? 'acknowledged' : 'answered';
}
