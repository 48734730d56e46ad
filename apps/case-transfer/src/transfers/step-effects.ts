import type { TransferOpened, TransferStepTaken } from '@xianjie/contracts';
import type { TransferEvent } from '@xianjie/statutes';
import type { Stage } from '../cases/known-case.js';
import type { TransferDocument } from '../documents/transfer-document.js';
import type { TransferStep } from './transfer-step.js';
import type { Transfer } from './transfer.js';

/** How far a case is towards the police after a step, as the procuratorate may know it. */
export function stageAfter(before: Stage, { state }: Pick<Transfer, 'state'>, event: TransferEvent): Stage {
  if (state === 'TASK_FORCE' || state === 'AWAIT_APPROVAL') return 'UNDECIDED';
  if (state === 'AWAIT_DELIVERY') return 'APPROVED';
  if (event === 'REJECTED_WITH_REASON') return 'REFUSED';
  if (state === 'ADMIN_DISPOSAL' || state === 'REVERSE_RECEIVED' || event === 'REVIEW_ENDED')
    return 'RETURNED';
  return state === 'CLOSED' ? before : 'DELIVERED';
}

/** A transfer as other services hear of its opening. */
export function opened({
  id,
  caseId,
  caseNo,
  agency,
  areaCode,
  police,
  procuratorate,
  openedOn,
  duty,
  basis,
}: Transfer): TransferOpened {
  return {
    transferId: id,
    caseId,
    caseNo,
    agency,
    areaCode,
    police,
    procuratorate,
    openedOn,
    duty: duty === 'NO_DUTY_ON_AMOUNT' ? 'NONE' : duty,
    basis: basis === null ? [] : [basis],
  };
}

/** A step as other services hear of it: no person, and nothing of what is not addressed to the agency. */
export function stepTaken(transfer: Transfer, step: TransferStep): TransferStepTaken {
  const forAgency = step.shownTo.includes('ADMIN');
  return {
    transferId: transfer.id,
    caseId: transfer.caseId,
    stepNo: step.no,
    step: step.step,
    stateBefore: step.stateBefore,
    stateNow: step.stateNow,
    actorKind: step.actorKind,
    organ: step.organ,
    documentType: forAgency ? step.documentType : null,
    documentNo: forAgency ? step.documentNo : null,
    takenAt: step.takenAt.toISOString(),
    effectiveAt: step.effectiveAt.toISOString(),
    dueOn: step.dueOn,
    basis: step.basis,
    certainty: step.certainty,
    fineBarred: transfer.fineBarred,
  };
}

/** A step with its papers, as it is copied to the procuratorate or sent to the police. */
export function paperedStep(
  { caseId, caseNo, agency }: Pick<Transfer, 'caseId' | 'caseNo' | 'agency'>,
  step: TransferStep,
  documents: readonly TransferDocument[],
): Readonly<Record<string, unknown>> {
  const {
    transferId,
    no,
    stateNow,
    organ,
    officer,
    documentType,
    documentNo,
    reasons,
    details,
    effectiveAt,
    basis,
  } = step;
  return {
    transferId,
    caseId,
    caseNo,
    agency,
    no,
    step: step.step,
    stateNow,
    organ,
    officer: officer?.name ?? null,
    documentType,
    documentNo,
    reasons,
    details,
    effectiveAt: effectiveAt.toISOString(),
    basis,
    documents: documents.filter(({ id }) => step.documentIds.includes(id)).map(documentPaper),
  };
}

/** A paper by what makes it known: the file is fetched by its reference, or compared by its digest. */
export function documentPaper({
  id,
  kind,
  name,
  documentNo,
  mediaType,
  sha256,
  bytes,
  reference,
}: TransferDocument) {
  return { id, kind, name, documentNo, mediaType, sha256, bytes, reference };
}
