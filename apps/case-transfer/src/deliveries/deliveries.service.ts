import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { canonicalJson } from '@xianjie/envelopes';
import { DomainError } from '@xianjie/errors';
import { newId } from '@xianjie/identifiers';
import { type Actor, AgencyDirectory } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { insertCopy } from '../oversight/copies.store.js';
import type { TransferDocument } from '../documents/transfer-document.js';
import { agencyActor } from '../transfers/agency-actor.js';
import { documentPaper } from '../transfers/step-effects.js';
import { requireVersion, type TakenStep, TransferSteps } from '../transfers/transfer-steps.js';
import type { StepInput, StepSource } from '../transfers/transfer-step.js';
import type { Transfer } from '../transfers/transfer.js';
import { holdTransfer } from '../transfers/transfers.store.js';
import {
  deliveriesOf,
  insertDelivery,
  lockDelivery,
  settleDelivery,
  transferOfDelivery,
} from './deliveries.store.js';
import { type Delivery, nextAttempt, orderDelivery } from './delivery.js';
import { Partners } from './partners.js';
import type { Acknowledgement } from './police-channel.js';
import { noteDoubt } from './sendings.store.js';

/** What the agency says when it has a case delivered. */
export type DeliveryOrder = Omit<StepInput, 'step' | 'effectiveAt'>;

/** Packages to the police: ordered by an officer, arrived by acknowledgement, by the receipt itself, or by hand. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly clock: Clock,
    private readonly agencies: AgencyDirectory,
    private readonly partners: Partners,
    private readonly steps: TransferSteps,
  ) {}

  /**
   * Puts a case on its way to the police organ, by the way that organ is reached; the procuratorate has its copy of letter and list in
   * the same commit. The transfer counts as delivered when it has arrived. The same order again answers the delivery under way.
   *
   * Throws as `TransferSteps.take` does for the step DELIVERED; `conflict` (`delivery.under-way`).
   */
  async order(
    tx: Tx,
    transfer: Transfer,
    order: DeliveryOrder,
    actor: Actor,
    version?: number,
  ): Promise<Delivery> {
    const stepInput: StepInput = { step: 'DELIVERED', ...order };
    const known = (await deliveriesOf(tx, transfer.id)).find((each) => isKnown(each, order));
    if (known) return sameOrder(known, stepInput, actor);
    requireVersion(transfer, version);
    const { taker, documents } = await this.steps.check(tx, transfer, stepInput, actor);
    const now = this.clock.now();
    const named = documents.filter(({ id }) => order.documents?.includes(id));
    const recipient = transfer.police ?? 'POLICE';
    const delivery = orderDelivery(
      {
        id: newId(),
        transferId: transfer.id,
        stepNo: null,
        kind: 'TRANSFER',
        sender: transfer.agency,
        recipient,
        channel: this.partners.of(recipient).channel,
        stepInput,
        orderedBy: { id: taker.officer?.id ?? null, name: taker.officer?.name ?? actor.agency.name },
      },
      letterOf(transfer, order, named, taker.officer?.name ?? null),
      now,
    );
    await insertDelivery(tx, delivery);
    await this.copyLetter(tx, transfer, delivery, now);
    await recordAudit(tx, actor, 'delivery.order', delivery.id, {
      transferId: transfer.id,
      channel: delivery.channel,
    });
    return delivery;
  }

  /** A police system acknowledged a delivery. One that had arrived is left as it is. */
  async arrived(tx: Tx, id: string, acknowledgement: Acknowledgement): Promise<void> {
    const found = await this.hold(tx, id);
    if (!found || !isUnderWay(found.delivery)) return;
    const at = this.plausible(found.transfer, found.delivery, new Date(acknowledgement.receivedAt));
    await this.settle(tx, found, { status: 'ARRIVED', at, source: 'ACKNOWLEDGEMENT', acknowledgement });
  }

  /** A police system's acknowledgement could not be believed: why is shown, and the delivery goes out again. */
  async doubted(tx: Tx, id: string, failure: string): Promise<void> {
    const delivery = await lockDelivery(tx, id);
    if (!delivery || !isUnderWay(delivery)) return;
    await noteDoubt(tx, id, failure, nextAttempt(delivery.attempts, this.clock.now()));
  }

  /**
   * An answer of the police to a case whose acknowledgement has not come proves that it arrived. Answers whether there was such a
   * delivery on its way.
   */
  async provenByAnswer(tx: Tx, transfer: Transfer, police: string, answeredAt: Date): Promise<boolean> {
    const delivery = (await deliveriesOf(tx, transfer.id)).find(
      (each) =>
        each.kind === 'TRANSFER' && each.recipient === police && isUnderWay(each) && mayHaveArrived(each),
    );
    if (!delivery) return false;
    const at = this.plausible(transfer, delivery, answeredAt);
    await this.settle(
      tx,
      { transfer, delivery },
      { status: 'ARRIVED', at, source: 'ACKNOWLEDGEMENT', acknowledgement: null },
    );
    return true;
  }

  /**
   * Registers that an officer handed it over on paper, at its true time; whatever its channel: where the line is down, paper goes.
   * Throws `not-found` (`delivery.unknown`), `conflict` (`delivery.arrived`), `forbidden` (`officer.needed`), and as `take`.
   */
  async handedOver(tx: Tx, id: string, at: Date, actor: Actor): Promise<Delivery> {
    const found = await this.hold(tx, id);
    if (!found || found.delivery.sender !== actor.agency.id) throw unknownDelivery(id);
    const { delivery } = found;
    if (!isUnderWay(delivery)) {
      throw new DomainError('conflict', 'delivery.arrived', 'It has arrived already', {
        zh: '该文书已经送达',
      });
    }
    if (!actor.officer) {
      throw new DomainError('forbidden', 'officer.needed', 'An officer registers a hand-over, signed in', {
        zh: '须由承办人员登录登记',
      });
    }
    requirePast(at, delivery, this.clock.now());
    await this.settle(tx, found, { status: 'BY_HAND', at, source: 'PAPER', acknowledgement: null });
    await recordAudit(tx, actor, 'delivery.hand-over', id);
    return (await lockDelivery(tx, id)) as Delivery;
  }

  private async hold(tx: Tx, id: string): Promise<{ transfer: Transfer; delivery: Delivery } | undefined> {
    const transferId = await transferOfDelivery(tx, id);
    if (transferId === undefined) return undefined;
    const transfer = await holdTransfer(tx, transferId);
    const delivery = await lockDelivery(tx, id);
    return delivery && { transfer, delivery };
  }

  private async settle(
    tx: Tx,
    { transfer, delivery }: { transfer: Transfer; delivery: Delivery },
    how: {
      status: 'ARRIVED' | 'BY_HAND';
      at: Date;
      source: StepSource;
      acknowledgement: Acknowledgement | null;
    },
  ): Promise<void> {
    const { status, at, acknowledgement } = how;
    const taken = delivery.stepInput
      ? await this.takeDelivered(tx, transfer, delivery, at, how.source)
      : undefined;
    await settleDelivery(tx, {
      id: delivery.id,
      status,
      stepNo: taken?.step.no ?? delivery.stepNo,
      arrivedAt: at,
      acknowledgement,
    });
  }

  /** The partner's clock is not ours: what it says lies between the order and now. */
  private plausible({ steppedAt }: Transfer, { waitingSince }: Delivery, said: Date): Date {
    const now = this.clock.now();
    const earliest = steppedAt > waitingSince ? steppedAt : waitingSince;
    return said > now ? now : said < earliest ? earliest : said;
  }

  private takeDelivered(
    tx: Tx,
    transfer: Transfer,
    { stepInput, orderedBy, sender }: Delivery,
    at: Date,
    source: StepSource,
  ): Promise<TakenStep> {
    const agency = agencyActor(this.agencies, sender);
    const actor =
      orderedBy.id === null ? agency : { ...agency, officer: { id: orderedBy.id, name: orderedBy.name } };
    const input: StepInput = { ...(stepInput as StepInput), effectiveAt: at.toISOString() };
    return this.steps.take(tx, transfer, input, actor, { source });
  }

  private async copyLetter(
    tx: Tx,
    { procuratorate, caseId, id }: Transfer,
    delivery: Delivery,
    at: Date,
  ): Promise<void> {
    if (!procuratorate) return;
    const content = JSON.parse(delivery.body) as Record<string, unknown>;
    await insertCopy(
      tx,
      { procuratorate, caseId, transferId: id, stepNo: null, kind: 'LETTER', content },
      at,
    );
  }
}

export const isUnderWay = ({ status }: Pick<Delivery, 'status'>): boolean =>
  status === 'WAITING' || status === 'SENT';

/** It was sent at least once, or goes by hand, which nobody sees here. */
const mayHaveArrived = ({ attempts, channel }: Delivery): boolean => attempts > 0 || channel === 'paper';

/** One that is under way, or was ordered under the same number. */
function isKnown(delivery: Delivery, { externalNo }: DeliveryOrder): boolean {
  if (delivery.kind !== 'TRANSFER') return false;
  return isUnderWay(delivery) || (externalNo !== undefined && delivery.stepInput?.externalNo === externalNo);
}

function sameOrder(delivery: Delivery, input: StepInput, actor: Actor): Delivery {
  const same = Buffer.compare(canonicalJson(delivery.stepInput), canonicalJson(input)) === 0;
  if (same && delivery.sender === actor.agency.id) return delivery;
  throw new DomainError('conflict', 'delivery.under-way', 'A delivery of this case is under way', {
    zh: '该案件已有送达在途',
  });
}

/** What the police system receives: the letter, and the papers by digest and reference. */
function letterOf(
  { id, caseId, caseNo, agency, areaCode, charge, duty, grounds, basis, approvedAt }: Transfer,
  { documentNo, reasons, missing = [] }: DeliveryOrder,
  documents: readonly TransferDocument[],
  officer: string | null,
): Readonly<Record<string, unknown>> {
  return {
    transferId: id,
    caseId,
    caseNo,
    agency,
    areaCode,
    charge,
    duty,
    grounds,
    basis,
    approvedAt: approvedAt?.toISOString() ?? null,
    documentNo: documentNo ?? null,
    officer,
    reasons: reasons ?? null,
    documents: documents.map(documentPaper),
    missing,
  };
}

function requirePast(at: Date, { waitingSince, kind }: Delivery, now: Date): void {
  // A notice is written before it is handed over; of a case the step itself knows that it was approved before.
  if (at <= now && (kind === 'TRANSFER' || at >= waitingSince)) return;
  const message = 'It was handed over between its writing and now';
  const messageZh = '送交时间须在文书作出之后、当前之前';
  const issues = [{ field: 'handedOverAt', rule: 'delivery.time', message, messageZh }];
  throw new DomainError('invalid', 'delivery.time', message, { zh: messageZh, issues });
}

export function unknownDelivery(id: string): DomainError {
  return new DomainError('not-found', 'delivery.unknown', `There is no delivery ${id}`, {
    zh: `没有送达 ${id}`,
  });
}
