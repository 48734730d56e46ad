import { Injectable } from '@nestjs/common';
import type { Clock as Running } from '@xianjie/deadlines';
import type { Actor } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { Clock, type Language, type Page, pageOf, readCursor } from '@xianjie/service';
import { z } from 'zod';
import { finesOf } from '../cases/cases.store.js';
import { deliveriesOf } from '../deliveries/deliveries.store.js';
import { deliveryViewOf, maySeeDelivery } from '../deliveries/delivery-view.js';
import { documentsOf, signaturesOf } from '../documents/documents.store.js';
import { documentViewOf } from '../documents/document-view.js';
import { erasedAt } from '../sealing/transfer-keys.store.js';
import { findReaders, noteReading, pageOfTransfers, type Reader } from './readers.store.js';
import { findSteps } from './steps.store.js';
import { TransferClocks } from './transfer-clocks.js';
import { clockViewOf, documentsFor, nextFor, stepsFor, viewOf } from './transfer-view.js';
import { TransferEntity } from './transfer.entity.js';
import type { TransfersQuery } from './transfers.dto.js';
import { findSeated } from './transfers.store.js';
import type { Transfer } from './transfer.js';
import type { TransferPageView, TransferView } from './transfers.views.js';

const cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** What organs see of transfers, each from its seat. */
@Injectable()
export class TransferPages {
  constructor(
    private readonly clock: Clock,
    private readonly clocks: TransferClocks,
  ) {}

  /** The organ's worklist: what ends first comes first, by the earlier reading; what runs without a limit comes last. */
  async list(tx: Tx, query: TransfersQuery, actor: Actor, language: Language): Promise<Page<TransferView>> {
    const now = this.clock.now();
    const after = readCursor(query.cursor, cursor);
    const rows = await pageOfTransfers(tx, actor.agency.id, query, now, after);
    const page = pageOf(rows, query.limit, ({ dueAt, transferId }) => [dueAt.toISOString(), transferId]);
    const ids = page.items.map(({ transferId }) => transferId);
    const transfers = await tx
      .getRepository(TransferEntity)
      .createQueryBuilder('t')
      .where('t.id = ANY(:ids)', { ids })
      .getMany();
    const byId = new Map(transfers.map((transfer) => [transfer.id, transfer]));
    const items = page.items.flatMap(({ transferId, ...reader }) => {
      const transfer = byId.get(transferId);
      return transfer ? [viewOf(transfer, { organ: actor.agency.id, ...reader }, now, language)] : [];
    });
    return { items, nextCursor: page.nextCursor };
  }

  /** Everything of a transfer that the organ may see. That it looked is noted: others see until which step. */
  async show(tx: Tx, id: string, actor: Actor, language: Language): Promise<TransferPageView> {
    const { transfer, reader } = await findSeated(tx, id, actor.agency.id);
    const page = await this.page(tx, transfer, reader, language);
    if ((reader.lastReadStep ?? 0) < page.stepNo)
      await noteReading(tx, id, reader.organ, page.stepNo, this.clock.now());
    return page;
  }

  private async page(
    tx: Tx,
    transfer: Transfer,
    reader: Reader,
    language: Language,
  ): Promise<TransferPageView> {
    const { id, caseId, roundFrom } = transfer;
    const now = this.clock.now();
    // One connection: one after the other.
    const steps = await findSteps(tx, id);
    const documents = await documentsOf(tx, id);
    const signatures = reader.seat === 'ADMIN' ? await signaturesOf(tx, id) : [];
    const deliveries = await deliveriesOf(tx, id);
    const readers = await findReaders(tx, id);
    return {
      ...viewOf(transfer, reader, now, language),
      steps: stepsFor(transfer, steps, reader, language),
      next: nextFor(transfer, reader, language),
      documents: documentsFor(transfer, documents, steps, reader).map(documentViewOf),
      signatures: signatures
        .filter(({ afterStep }) => afterStep >= roundFrom)
        .map(({ documentId, officerId, officerName }) => ({ documentId, officerId, officerName })),
      clocks: (await this.clocksFor(tx, transfer, reader)).map((running) =>
        clockViewOf(running, now, language),
      ),
      deliveries: deliveries.filter((delivery) => maySeeDelivery(delivery, reader)).map(deliveryViewOf),
      fines:
        reader.seat === 'POLICE'
          ? []
          : (await finesOf(tx, caseId)).map(({ caseId: _case, transferId: _transfer, ...fine }) => fine),
      readers: readers.map(({ organ, seat, since, untilStep, lastReadAt, lastReadStep }) => ({
        organ,
        seat,
        since: since.toISOString(),
        untilStep,
        lastReadAt: lastReadAt?.toISOString() ?? null,
        lastReadStep,
      })),
      erasedAt: (await erasedAt(tx, id))?.toISOString() ?? null,
    };
  }

  /** Clocks of a draft are the agency's own; who has left sees those that ended before. */
  private async clocksFor(
    tx: Tx,
    { id, draftFrom, agency }: Transfer,
    { seat, untilStep }: Reader,
  ): Promise<Running[]> {
    const all = await this.clocks.of(tx, id);
    if (untilStep !== null) return all.filter(({ state }) => state === 'STOPPED');
    return draftFrom !== null && seat !== 'ADMIN' ? all.filter((each) => each.agency !== agency) : all;
  }
}
