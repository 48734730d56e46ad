import { Injectable } from '@nestjs/common';
import type { CrimeSuspected } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import { type LocalDate, newId } from '@xianjie/identifiers';
import { type Actor, AgencyDirectory, assertOwnAgency } from '@xianjie/identity';
import { type Tx, update } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { CasesService } from '../cases/cases.service.js';
import { lockCase } from '../cases/cases.store.js';
import type { KnownCase } from '../cases/known-case.js';
import { DeliveriesService, type DeliveryOrder } from '../deliveries/deliveries.service.js';
import type { Delivery } from '../deliveries/delivery.js';
import { agencyActor } from './agency-actor.js';
import { findReader } from './readers.store.js';
import { isPossible, type TakenStep, TransferSteps } from './transfer-steps.js';
import type { StepInput, StepSource } from './transfer-step.js';
import { TransferEntity } from './transfer.entity.js';
import { beginTransfer, type OpeningEvent, type Transfer, type Unopened } from './transfer.js';
import { findSeated, holdTransfer, transfersOfCase, unknownTransfer } from './transfers.store.js';

/** What an organ says with a step, and the version of the transfer that it saw. */
export type GivenStep = StepInput & { readonly version?: number | undefined };

/** A case that police or procuratorate handed to the agency without an earlier transfer. */
export type ReverseCase = Omit<StepInput, 'step'> &
  Pick<KnownCase, 'caseId' | 'areaCode'> & {
    readonly caseNo?: string | undefined;
    readonly charge?: string | undefined;
  };

/** Transfers, from the suspicion to the end. */
@Injectable()
export class TransfersService {
  constructor(
    private readonly clock: Clock,
    private readonly agencies: AgencyDirectory,
    private readonly cases: CasesService,
    private readonly steps: TransferSteps,
    private readonly deliveries: DeliveriesService,
  ) {}

  /**
   * Findings carry a duty, or officers suspect a crime: a transfer opens, once for a case while one is under way. A case that was taken back
   * for administrative handling is taken up again as new evidence; where a transfer is under way, it goes on with what is known now.
   */
  async suspected(tx: Tx, suspicion: CrimeSuspected): Promise<void> {
    const known = await this.cases.noteSuspicion(tx, suspicion);
    const actor = agencyActor(this.agencies, known.agency);
    const { open } = await transfersOfCase(tx, known.caseId);
    if (!open) {
      await this.steps.take(tx, this.begin(known, 'CRIME_SUSPECTED'), { step: 'CRIME_SUSPECTED' }, actor, {
        source: 'EVENT',
      });
      return;
    }
    const informed = withSuspicion(open, known);
    if (!isPossible(open, 'NEW_EVIDENCE')) return this.inform(tx, open, informed);
    const reasons = `第${suspicion.findingNo}次调查结果：涉嫌${suspicion.charge}`;
    await this.steps.take(tx, informed, { step: 'NEW_EVIDENCE', reasons }, actor, { source: 'EVENT' });
  }

  /**
   * Takes the next step of a transfer. A police organ's answer that comes before its system acknowledged the case proves that the case
   * arrived. Throws `not-found` (`transfer.unknown`), `stale` (`transfer.changed`) where `version` is another one, and as `TransferSteps.take`.
   */
  async takeStep(
    tx: Tx,
    id: string,
    { version, ...input }: GivenStep,
    actor: Actor,
    source: StepSource = 'HTTP',
  ): Promise<TakenStep> {
    let transfer = await holdTransfer(tx, id);
    if (!(await findReader(tx, id, actor.agency.id))) {
      if (transfer.police !== actor.agency.id) throw unknownTransfer(id);
      const answeredAt = input.effectiveAt ? new Date(input.effectiveAt) : this.clock.now();
      if (!(await this.deliveries.provenByAnswer(tx, transfer, actor.agency.id, answeredAt)))
        throw unknownTransfer(id);
      transfer = await holdTransfer(tx, id);
    }
    return this.steps.take(tx, transfer, input, actor, { source, version });
  }

  /** Has a case delivered; see `DeliveriesService.order`. Throws `not-found`, `forbidden` (`agency.not-own`), `stale`. */
  async deliver(
    tx: Tx,
    id: string,
    version: number | undefined,
    order: DeliveryOrder,
    actor: Actor,
  ): Promise<Delivery> {
    await findSeated(tx, id, actor.agency.id);
    const transfer = await holdTransfer(tx, id);
    assertOwnAgency(actor, transfer.agency);
    return this.deliveries.order(tx, transfer, order, actor, version);
  }

  /** Opens a case that came back without an earlier transfer. Throws `not-found` (`case.unknown`) for another agency's, and as `TransferSteps.take`. */
  async openReverse(
    tx: Tx,
    { caseId, areaCode, caseNo, charge, ...input }: ReverseCase,
    actor: Actor,
  ): Promise<TakenStep> {
    const known = await this.cases.hold(tx, { caseId, areaCode, agency: actor.agency.id });
    if (known.agency !== actor.agency.id) throw unknownCase(caseId);
    const { open } = await transfersOfCase(tx, caseId);
    const origin = { ...known, caseNo: known.caseNo ?? caseNo ?? null, charge: charge ?? known.charge };
    const before = open ?? this.begin(origin, 'REVERSE_CASE_RECEIVED');
    return this.steps.take(tx, before, { step: 'REVERSE_CASE_RECEIVED', ...input }, actor);
  }

  /**
   * The procuratorate asks an agency of its place to transfer a case, in whatever state it is: fined, closed, or never taken up
   * (人民检察院刑事诉讼规则第557条). Throws `not-found` (`case.unknown`), and as `TransferSteps.take`.
   */
  async giveOpinion(
    tx: Tx,
    caseId: string,
    given: Omit<StepInput, 'step'>,
    actor: Actor,
  ): Promise<TakenStep> {
    const known = await lockCase(tx, caseId);
    if (!known || known.procuratorate !== actor.agency.id) throw unknownCase(caseId);
    const { open, last } = await transfersOfCase(tx, caseId);
    const before = open ?? last ?? this.begin(known, 'PROC_OPINION_TO_TRANSFER');
    return this.steps.take(tx, before, { step: 'PROC_OPINION_TO_TRANSFER', ...given }, actor);
  }

  private begin(known: KnownCase, by: OpeningEvent): Unopened {
    const {
      caseId,
      caseNo,
      agency,
      areaCode,
      police,
      procuratorate,
      charge,
      duty,
      grounds,
      basis,
      certainty,
    } = known;
    const origin = {
      caseId,
      caseNo,
      agency,
      areaCode,
      police,
      procuratorate,
      charge,
      duty,
      grounds,
      basis,
      certainty,
    };
    return beginTransfer(origin, by, newId(), this.clock.now(), this.clock.today() as LocalDate);
  }

  private async inform(tx: Tx, open: Transfer, informed: Transfer): Promise<void> {
    const { charge, duty, grounds, basis } = informed;
    const same =
      charge === open.charge &&
      duty === open.duty &&
      basis === open.basis &&
      String(grounds) === String(open.grounds);
    if (!same) await update(tx, TransferEntity, informed);
  }
}

/** What is known now; a duty once found stays. */
function withSuspicion(transfer: Transfer, { charge, duty, grounds, basis, certainty }: KnownCase): Transfer {
  if (duty === 'NO_DUTY_ON_AMOUNT' && transfer.duty !== duty) return { ...transfer, charge };
  return { ...transfer, charge, duty, grounds, basis, certainty };
}

function unknownCase(caseId: string): DomainError {
  return new DomainError('not-found', 'case.unknown', `There is no case ${caseId}`, {
    zh: `没有案件 ${caseId}`,
  });
}
