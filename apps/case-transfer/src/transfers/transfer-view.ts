import type { Clock as Running } from '@xianjie/deadlines';
import { nextSteps, TRANSFER_EVENTS, TRANSFER_STATES, type TransferState } from '@xianjie/statutes';
import type { Language } from '@xianjie/service';
import type { TransferDocument } from '../documents/transfer-document.js';
import { meaningOf } from './clock-moves.js';
import type { Reader } from './readers.store.js';
import type { Seat } from './step-forms.js';
import type { ClockView, StepView, TransferView } from './transfers.views.js';
import type { TransferStep } from './transfer-step.js';
import { NO_LIMIT, type Transfer } from './transfer.js';

/** From which seat somebody looks, and up to which step. */
export type Viewer = Pick<Reader, 'seat' | 'organ' | 'untilStep'>;

/** A draft that the head has not decided on is its agency's own. */
export const isDraftFor = ({ draftFrom }: Transfer, { seat }: Pick<Viewer, 'seat'>): boolean =>
  draftFrom !== null && seat !== 'ADMIN';

export function viewOf(transfer: Transfer, viewer: Viewer, now: Date, language: Language): TransferView {
  const left = viewer.untilStep !== null;
  const undecided = isDraftFor(transfer, viewer);
  const state = left ? 'FORWARDED' : undecided ? 'UNDECIDED' : transfer.state;
  const due = left || undecided || transfer.dueAt >= NO_LIMIT ? null : transfer.dueAt;
  const { id, caseId, caseNo, agency, areaCode, police, procuratorate, openedOn, charge, duty, grounds } =
    transfer;
  const { basis, certainty, fineBarred, closedOn, version, stepNo } = transfer;
  return {
    id,
    caseId,
    caseNo,
    agency,
    areaCode,
    police,
    procuratorate,
    seat: viewer.seat,
    state,
    stateName: nameOf(state, language),
    openedOn,
    charge,
    duty,
    grounds: [...grounds],
    basis,
    certainty,
    fineBarred,
    dueAt: due?.toISOString() ?? null,
    dueKey: due && transfer.dueKey,
    dueOrgan: due && transfer.dueOrgan,
    late: due !== null && due <= now,
    closedOn,
    stepNo: viewer.untilStep ?? stepNo,
    version,
  };
}

/** What a state is called, with the two that a viewer sees in place of one. */
export function nameOf(state: TransferState | 'UNDECIDED' | 'FORWARDED', language: Language): string {
  if (state === 'UNDECIDED') return language === 'zh-CN' ? '尚未决定' : 'undecided';
  if (state === 'FORWARDED') return language === 'zh-CN' ? '已转送' : 'forwarded';
  return language === 'zh-CN' ? TRANSFER_STATES[state].zh : TRANSFER_STATES[state].en;
}

/** The steps that a viewer knows of, and of each what is addressed to it. */
export function stepsFor(
  transfer: Transfer,
  steps: readonly TransferStep[],
  viewer: Viewer,
  language: Language,
): StepView[] {
  return steps
    .filter((step) => isKnownTo(transfer, step, viewer))
    .map((step) => stepView(transfer, step, viewer, language));
}

function isKnownTo(transfer: Transfer, { no, organ }: TransferStep, viewer: Viewer): boolean {
  if (viewer.untilStep !== null && no > viewer.untilStep) return false;
  return !isDraftFor(transfer, viewer) || no < (transfer.draftFrom ?? 0) || organ === viewer.organ;
}

/** What is written between others is not for this viewer; that and when it was done, and by whom, is. */
export function isShownTo(
  { shownTo }: Pick<TransferStep, 'shownTo'>,
  { seat }: { readonly seat: Seat },
): boolean {
  return shownTo.includes(seat);
}

export function stepView(
  transfer: Transfer,
  step: TransferStep,
  viewer: Viewer,
  language: Language,
): StepView {
  const shown = isShownTo(step, viewer);
  // Its own opinion on a draft does not tell a procuratorate how far the draft is.
  const inDraft = isDraftFor(transfer, viewer) && step.no >= (transfer.draftFrom ?? 0);
  const { no, step: event, actorKind, organ, takenAt, effectiveAt, dueOn, basis, certainty } = step;
  return {
    no,
    step: event,
    stepName: language === 'zh-CN' ? TRANSFER_EVENTS[event].zh : TRANSFER_EVENTS[event].en,
    stateBefore: inDraft ? 'UNDECIDED' : step.stateBefore,
    stateNow: inDraft ? 'UNDECIDED' : step.stateNow,
    actorKind,
    organ,
    takenAt: takenAt.toISOString(),
    effectiveAt: effectiveAt.toISOString(),
    dueOn,
    basis,
    certainty,
    paper: shown ? paperOf(step, viewer) : null,
  };
}

function paperOf(step: TransferStep, { organ: viewer }: Viewer): NonNullable<StepView['paper']> {
  const { officer, enteredBy, source, externalNo, documentType, documentNo, reasons, documentIds, details } =
    step;
  return {
    officer,
    enteredBy,
    source,
    externalNo: enteredBy === viewer ? externalNo : null,
    documentType,
    documentNo,
    reasons,
    documents: [...documentIds],
    details: { ...details },
  };
}

/** The papers that a viewer sees: its own, and those of steps that are addressed to it. */
export function documentsFor(
  transfer: Transfer,
  documents: readonly TransferDocument[],
  steps: readonly TransferStep[],
  viewer: Viewer,
): TransferDocument[] {
  const shown = steps.filter((step) => isKnownTo(transfer, step, viewer) && isShownTo(step, viewer));
  const named = new Set(shown.flatMap(({ documentIds }) => documentIds));
  return documents.filter(({ id, owner }) => owner === viewer.organ || named.has(id));
}

/** What may happen next, and whose it is; nothing for who has left, or looks at a draft of another. */
export function nextFor(transfer: Transfer, viewer: Viewer, language: Language) {
  if (viewer.untilStep !== null || isDraftFor(transfer, viewer)) return [];
  return nextSteps(transfer.state).map(({ event, actor, to, within, after, basis, certainty, note }) => ({
    step: event,
    stepName: language === 'zh-CN' ? TRANSFER_EVENTS[event].zh : TRANSFER_EVENTS[event].en,
    actorKind: actor,
    stateThen: to,
    within: within ?? null,
    after: after ?? null,
    note: note ? (language === 'zh-CN' ? note.zh : note.en) : null,
    basis,
    certainty,
  }));
}

/** A limit by both readings, as everybody who sees the transfer sees it. */
export function clockViewOf(
  { rule, agency, state, startedAt, stoppedAt, due, lateAt }: Running,
  now: Date,
  language: Language,
): ClockView {
  return {
    key: rule.key,
    organ: agency,
    state,
    startedAt: startedAt.toISOString(),
    stoppedAt: stoppedAt?.toISOString() ?? null,
    dueBy: due && (due.kind === 'moment' ? due.dueAt : due.alarmOn),
    lateAfter: due && (due.kind === 'moment' ? due.dueAt : due.lateAfter),
    provisional: due?.kind === 'day' && due.provisional,
    meaning: meaningOf(rule.key),
    late: meaningOf(rule.key) === 'DUTY' && lateAt !== null && (stoppedAt ?? now) >= lateAt,
    says: language === 'zh-CN' ? rule.says.zh : rule.says.en,
    basis: rule.basis,
    certainty: rule.certainty,
  };
}
