import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { canonicalJson } from '@xianjie/envelopes';
import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { type Actor, AgencyDirectory } from '@xianjie/identity';
import { insert, type Tx, update } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { findStep, type Transition } from '@xianjie/statutes';
import { lockCase } from '../cases/cases.store.js';
import { KnownCaseEntity } from '../cases/known-case.entity.js';
import { Partners } from '../deliveries/partners.js';
import { documentsOf, signaturesOf } from '../documents/documents.store.js';
import type { TransferDocument } from '../documents/transfer-document.js';
import { StepAnnouncements } from './step-announcements.js';
import { stageAfter } from './step-effects.js';
import { stepForms } from './step-forms.js';
import {
  checkForm,
  checkHandover,
  checkLimitOver,
  checkOrdered,
  checkOrgans,
  checkPapers,
  checkReport,
  effectiveAtOf,
} from './step-guards.js';
import { type Taker, takerOf } from './step-takers.js';
import { findByExternalNo, insertStep, isOfContent } from './steps.store.js';
import { TransferClocks } from './transfer-clocks.js';
import {
  detailsOf,
  type StepDetails,
  type StepInput,
  type StepSource,
  type TransferStep,
} from './transfer-step.js';
import { TransferEntity } from './transfer.entity.js';
import { advance, type Transfer, transitionOf, type Unopened } from './transfer.js';

export interface TakenStep {
  readonly transfer: Transfer;
  readonly step: TransferStep;
  /** The same answer had come before. */
  readonly repeated: boolean;
}

/** A step that table, organ, form and guards allow. */
export interface CheckedStep {
  readonly transition: Transition;
  readonly taker: Taker;
  readonly effectiveAt: Date;
  readonly documents: readonly TransferDocument[];
  readonly details: StepDetails;
}

/** How a step came in, and which version of the transfer was seen. */
export interface How {
  readonly source?: StepSource;
  readonly version?: number | undefined;
}

/** The one way in which a transfer moves. */
@Injectable()
export class TransferSteps {
  constructor(
    private readonly clock: Clock,
    private readonly agencies: AgencyDirectory,
    private readonly clocks: TransferClocks,
    private readonly partners: Partners,
    private readonly announcements: StepAnnouncements,
  ) {}

  /**
   * Takes a step: table, organ, form and guards are asked; step, clocks, copies, notices, events and audit row are one commit. The case
   * of the transfer must be locked. The same number with the same content again answers what was taken then.
   *
   * Throws DomainError `stale` (`transfer.changed`); `conflict`: `transfer.step-not-allowed`, `step.number-used`, and those of the guards;
   * `forbidden`, `invalid` as `takerOf` and the guards do.
   */
  async take(
    tx: Tx,
    before: Unopened,
    input: StepInput,
    actor: Actor,
    { source = 'HTTP', version }: How = {},
  ): Promise<TakenStep> {
    const digest = digestOf(input);
    const known = await this.repeated(tx, before, input, actor, digest);
    if (known) return known;
    requireVersion(before, version);
    const { transition, taker, effectiveAt, documents, details } = await this.check(
      tx,
      before,
      input,
      actor,
      source,
    );
    const after = advance(before, transition, {
      effectiveAt,
      today: this.clock.today() as LocalDate,
      forwardedTo: input.forwardedTo,
      criminalFine: input.criminalFineFen !== undefined,
      higherProcuratorate: input.higherProcuratorate,
    });
    const { event, basis, certainty } = transition;
    const { dueOn, ...limit } = await this.clocks.move(tx, after, {
      event,
      effectiveAt,
      actor,
      basis,
      extension: input.extension,
    });
    const transfer = await write(tx, before, { ...after, ...limit });
    const step: TransferStep = {
      transferId: transfer.id,
      no: transfer.stepNo,
      step: event,
      stateBefore: before.state,
      stateNow: transfer.state,
      actorKind: transition.actor,
      organ: taker.organ,
      officer: taker.officer,
      enteredBy: taker.enteredBy,
      source: taker.source,
      externalNo: input.externalNo ?? null,
      contentDigest: digest,
      documentType: stepForms[event].documentType,
      documentNo: input.documentNo ?? null,
      reasons: input.reasons ?? null,
      documentIds: input.documents ?? [],
      details,
      shownTo: stepForms[event].shownTo,
      takenAt: this.clock.now(),
      effectiveAt,
      dueOn,
      basis,
      certainty,
    };
    await insertStep(tx, step);
    await this.announcements.announce(tx, { before, transfer, step, documents });
    await noteStage(tx, transfer, step);
    await recordAudit(tx, actor, 'transfer.take-step', transfer.id, {
      step: event,
      no: step.no,
      state: step.stateNow,
    });
    return { transfer, step, repeated: false };
  }

  /** Whether the step could be taken now, and what it would be. Throws as `take` does. */
  async check(
    tx: Tx,
    before: Unopened,
    input: StepInput,
    actor: Actor,
    source: StepSource = 'HTTP',
  ): Promise<CheckedStep> {
    const transition = transitionOf(before, input.step);
    const onPaper = (police: string | null) => this.partners.isRegistered(police);
    const taker = takerOf(transition.actor, before, actor, input, { onPaper, source });
    checkForm(input);
    const effectiveAt = effectiveAtOf(input, before, this.clock.now());
    const documents = await documentsOf(tx, before.id);
    const details = await this.guarded(tx, before, transition, input, taker, documents);
    return { transition, taker, effectiveAt, documents, details };
  }

  private async repeated(
    tx: Tx,
    before: Unopened,
    { externalNo }: StepInput,
    actor: Actor,
    digest: string,
  ): Promise<TakenStep | undefined> {
    if (externalNo === undefined) return undefined;
    const step = await findByExternalNo(tx, actor.agency.id, externalNo);
    if (!step) return undefined;
    if (step.transferId === before.id && (await isOfContent(tx, step, digest))) {
      return { transfer: before as Transfer, step, repeated: true };
    }
    throw new DomainError('conflict', 'step.number-used', `Number ${externalNo} was used for another step`, {
      zh: `编号 ${externalNo} 已用于其他步骤`,
    });
  }

  /** Everything that a step must satisfy beyond table and form; answers what is kept of it. */
  private async guarded(
    tx: Tx,
    before: Unopened,
    transition: Transition,
    input: StepInput,
    { officer, enteredBy, registeredBy }: Taker,
    documents: readonly TransferDocument[],
  ): Promise<StepDetails> {
    const named = ownDocuments(input, documents, enteredBy);
    checkOrgans(input, before, this.agencies);
    checkOrdered(before, transition);
    if (transition.after !== undefined) {
      checkLimitOver(transition, await this.clocks.endOf(tx, before, transition.after), this.clock.now());
    }
    if (input.step === 'REVIEW_EXTENDED') await this.clocks.checkExtension(tx, before, input);
    if (input.step === 'EVIDENCE_HANDED_OVER') checkHandover(input, this.clock.today() as LocalDate);
    if (input.step === 'DELIVERED')
      checkPapers(
        named.map(({ kind }) => kind),
        input.missing,
      );
    const details: StepDetails = { ...detailsOf(input), registeredBy };
    if (input.step !== 'REPORT_SUBMITTED') return details;
    const reports = named.filter(({ kind }) => kind === 'TRANSFER_REPORT').map(({ id }) => id);
    const signatures = await signaturesOf(tx, before.id);
    return { ...details, signedBy: checkReport(before, reports, signatures, officer?.id ?? null) };
  }
}

/** Throws DomainError `stale` (`transfer.changed`) where another version was seen. */
export function requireVersion({ id, version, state }: Unopened, seen: number | undefined): void {
  if (seen === undefined || seen === version) return;
  throw new DomainError(
    'stale',
    'transfer.changed',
    `Transfer ${id} is at version ${version} now, in state ${state}`,
    {
      zh: `移送案件 ${id} 已更新为第 ${version} 版，请刷新后重试`,
    },
  );
}

/** Whether the table has such a step in this state. */
export function isPossible({ state }: Unopened, step: StepInput['step']): boolean {
  return findStep(state, step) !== undefined;
}

/** The documents that a step names: each is one of the transfer's, added by who enters the step. Throws `invalid` (`document.unknown`). */
function ownDocuments(
  { documents: ids = [] }: StepInput,
  documents: readonly TransferDocument[],
  owner: string,
): TransferDocument[] {
  const named = ids.map((id) => documents.find((document) => document.id === id && document.owner === owner));
  const issues = ids.flatMap((id, index) =>
    named[index]
      ? []
      : [
          {
            field: `documents[${index}]`,
            rule: 'document.unknown',
            message: `The transfer has no document ${id} of yours`,
            messageZh: `该移送案件中没有本机关登记的文书 ${id}`,
          },
        ],
  );
  if (issues.length > 0) {
    throw new DomainError('invalid', 'document.unknown', 'A document is not known', {
      zh: '文书不存在',
      issues,
    });
  }
  return named.filter((document) => document !== undefined);
}

async function write(tx: Tx, before: Unopened, transfer: Transfer): Promise<Transfer> {
  if (before.stepNo > 0) return update(tx, TransferEntity, transfer);
  await insert(tx, TransferEntity, transfer);
  return transfer;
}

async function noteStage(tx: Tx, transfer: Transfer, { step }: TransferStep): Promise<void> {
  const known = await lockCase(tx, transfer.caseId);
  if (!known) return;
  const stage = stageAfter(known.stage, transfer, step);
  if (stage !== known.stage) await update(tx, KnownCaseEntity, { ...known, stage });
}

/** Tells a repeat from another step under the same number. */
function digestOf(input: StepInput): string {
  return createHash('sha256').update(canonicalJson(input)).digest('hex');
}
