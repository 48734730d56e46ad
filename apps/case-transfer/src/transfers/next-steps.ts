import { DomainError, isDomainError } from '@xianjie/errors';
import type { Actor } from '@xianjie/identity';
import { nextSteps, type Transition } from '@xianjie/statutes';
import type { TransferDocument } from '../documents/transfer-document.js';
import { stepForms, type StepField, type StepForm } from './step-forms.js';
import { checkLimitOver, checkOrdered, checkReport, type Signature } from './step-guards.js';
import { ownerOf, takerOf } from './step-takers.js';
import type { Transfer } from './transfer.js';

/** How a step is taken: by its own route, by having the case delivered, or by findings that come in. */
export type StepRoute = 'STEP' | 'DELIVERY' | 'FINDINGS';

/** What the guards look at before anybody fills in a form. */
export interface Prospect {
  readonly transfer: Transfer;
  readonly actor: Actor;
  readonly documents: readonly TransferDocument[];
  readonly signatures: readonly Signature[];
  /** A package of the case is on its way. */
  readonly underWay: boolean;
  readonly onPaper: (police: string | null) => boolean;
  /** When the running limit of that key ends by the earlier reading; null where none runs. */
  readonly endOf: (key: string) => Date | null;
  readonly now: Date;
}

/** A step that may come next: what it asks, and what forbids it to this actor now. */
export interface NextStep {
  readonly transition: Transition;
  readonly route: StepRoute;
  readonly organ: string | null;
  /** The actor's own, another organ's paper that it registers, or not the actor's. */
  readonly role: 'OWN' | 'REGISTER' | 'OTHER';
  readonly form: StepForm;
  readonly must: readonly (StepField | 'officer')[];
  readonly refusals: readonly DomainError[];
}

/** Every step that the table has in the transfer's state, in its order. */
export function nextStepsOf(prospect: Prospect): NextStep[] {
  return nextSteps(prospect.transfer.state).map((transition) => nextStep(transition, prospect));
}

function nextStep(transition: Transition, prospect: Prospect): NextStep {
  const { transfer, actor } = prospect;
  const form = stepForms[transition.event];
  const taking = refusalOf(() => takerOfSample(transition, prospect));
  const organ = ownerOf(transition.actor, transfer);
  const isOther = taking?.code === 'transfer.not-your-step';
  const isOwn = organ === actor.agency.id && transition.actor !== 'COURT';
  const role = isOther ? 'OTHER' : isOwn ? 'OWN' : 'REGISTER';
  const paper = role === 'REGISTER' ? (['officer', 'documents'] as const) : [];
  return {
    transition,
    route: routeOf(transition),
    organ,
    role,
    form,
    must: [...new Set([...form.must, ...paper])],
    refusals: [taking, ...guardsAgainst(transition, prospect)].filter((each) => each !== undefined),
  };
}

function routeOf({ event }: Transition): StepRoute {
  if (event === 'DELIVERED') return 'DELIVERY';
  return event === 'CRIME_SUSPECTED' ? 'FINDINGS' : 'STEP';
}

/** Asks whose step it is as if the paper of a registration were there: what a form still asks forbids nothing yet. */
function takerOfSample({ actor: kind, event }: Transition, { transfer, actor, onPaper }: Prospect): void {
  const input = { step: event, officer: { name: '—' }, documents: ['—'] };
  takerOf(kind, transfer, actor, input, { onPaper, source: 'HTTP' });
}

function guardsAgainst(transition: Transition, prospect: Prospect): readonly (DomainError | undefined)[] {
  const { transfer, documents, signatures, actor, underWay, endOf, now } = prospect;
  const guards = [
    () => checkOrdered(transfer, transition),
    () => {
      if (transition.after) checkLimitOver(transition, endOf(transition.after), now);
    },
  ];
  if (transition.event === 'REPORT_SUBMITTED') {
    const reports = documents.filter(({ kind }) => kind === 'TRANSFER_REPORT').map(({ id }) => id);
    guards.push(() => void checkReport(transfer, reports, signatures, actor.officer?.id ?? null));
  }
  if (transition.event === 'DELIVERED') guards.push(() => requireNoneUnderWay(underWay));
  return guards.map(refusalOf);
}

function requireNoneUnderWay(underWay: boolean): void {
  if (!underWay) return;
  throw new DomainError('conflict', 'delivery.under-way', 'A delivery of this case is under way', {
    zh: '该案件已有送达在途',
  });
}

function refusalOf(guard: () => void): DomainError | undefined {
  try {
    guard();
    return undefined;
  } catch (error) {
    if (isDomainError(error)) return error;
    throw error;
  }
}
