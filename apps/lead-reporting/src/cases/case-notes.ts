import type { CasePatentAffected, TransferOpened, TransferStepTaken } from '@xianjie/contracts';
import type { LocalDate } from '@xianjie/identifiers';
import { FINAL_TRANSFER_STATES, INITIAL_TRANSFER_STATE, transferGuard } from '@xianjie/statutes';
import { type Acting, type Case, latestFindings, refused, withAct } from './case.js';
import { mustTransfer } from './case-findings.js';

/** What case-transfer told of the transfer of a case: where it stands, and what is owed to the case. */
export interface TransferNote {
  readonly transferId: string;
  readonly openedOn: LocalDate;
  readonly police: string | null;
  readonly procuratorate: string | null;
  /** Of the table of libs/statutes. */
  readonly state: string;
  readonly steps: readonly TransferStep[];
  /** Last day of the earliest limit that runs, by the earlier reading; null where none does. */
  readonly dueOn: string | null;
  readonly fineBarred: boolean;
}

export interface TransferStep {
  readonly stepNo: number;
  readonly step: string;
  readonly state: string;
  readonly organ: string;
  readonly documentType: string | null;
  readonly documentNo: string | null;
  /** RFC 3339. */
  readonly effectiveAt: string;
  readonly basis: string;
}

/** What examination told of a patent that the case rests on. */
export interface PatentNotice {
  readonly patentNumber: string;
  /** Day the case looks at, and what the patent was on it, as known before and now. */
  readonly asOf: string;
  readonly statusBefore: string;
  readonly statusNow: string;
  /** Today. */
  readonly presentStatus: string;
  readonly newEvents: readonly { number: string; kind: string; effectiveOn: string; publishedOn: string }[];
  readonly basis: readonly string[];
  readonly notes: readonly string[];
  readonly certainty: string;
  /** The case was decided when it was told. */
  readonly decided: boolean;
  readonly notedOn: LocalDate;
}

/** The transfer of the case was opened; a later one takes the place of an earlier one. */
export function noteTransferOpened(from: Case, opened: TransferOpened, acting: Acting): Case {
  if (from.transfer?.transferId === opened.transferId) return from;
  const transfer: TransferNote = {
    transferId: opened.transferId,
    openedOn: opened.openedOn as LocalDate,
    police: opened.police,
    procuratorate: opened.procuratorate,
    state: INITIAL_TRANSFER_STATE,
    steps: [],
    dueOn: null,
    fineBarred: false,
  };
  return withAct({ ...from, transfer }, acting, 'transfer-noted', transfer.openedOn, 'OPENED');
}

/** A step of the transfer was taken; one of an earlier transfer is left aside. */
export function noteTransferStep(from: Case, taken: TransferStepTaken, acting: Acting): Case {
  const { transfer } = from;
  if (transfer?.transferId !== taken.transferId) return from;
  if (transfer.steps.some(({ stepNo }) => stepNo >= taken.stepNo)) return from;
  const { stepNo, step, stateNow: state, organ, documentType, documentNo, effectiveAt, basis } = taken;
  const next: TransferNote = {
    ...transfer,
    state,
    steps: [...transfer.steps, { stepNo, step, state, organ, documentType, documentNo, effectiveAt, basis }],
    dueOn: taken.dueOn,
    fineBarred: taken.fineBarred,
  };
  return withAct({ ...from, transfer: next }, acting, 'transfer-noted', acting.today, step);
}

/** The case is the agency's again (guard G1 of the table), or everything is over. */
const OVER: readonly string[] = [...(transferGuard('G1').until ?? []), ...FINAL_TRANSFER_STATES];

/** Whether police or procuratorate have the case, or may get it: until it came back or ended. */
export function transferIsOpen({ transfer }: Pick<Case, 'transfer'>): boolean {
  return transfer !== null && !OVER.includes(transfer.state);
}

/** Whether the last findings carry a duty to transfer, not one that is advice, and no transfer is known yet. */
export function transferIsAwaited(from: Case): boolean {
  const findings = latestFindings(from);
  return findings !== undefined && mustTransfer(findings) && !findings.advice && from.transfer === null;
}

/** Why an act waits for the transfer. */
export const transferAwaited = () =>
  refused(
    'case.transfer-awaited',
    'The findings carry a duty to transfer (国务院令第310号 art 3); first that is decided',
    '查明的事实应当移送公安机关（国务院令第310号第3条），须先行处理移送事宜',
  );

/** The police took the case up. */
const FILED_STEPS: readonly string[] = ['FILED'];

export function policeFiled({ transfer }: Case): boolean {
  return transfer?.steps.some(({ step }) => FILED_STEPS.includes(step)) ?? false;
}

/** A patent that the case rests on changed. */
export function notePatentAffected(from: Case, told: CasePatentAffected, acting: Acting): Case {
  const { caseId: _case, agency: _agency, ...notice } = told;
  const patentNotices = [...from.patentNotices, { ...notice, notedOn: acting.today }];
  const what = `${told.patentNumber} ${told.statusBefore}→${told.statusNow}`;
  return withAct({ ...from, patentNotices }, acting, 'patent-noted', acting.today, what);
}
