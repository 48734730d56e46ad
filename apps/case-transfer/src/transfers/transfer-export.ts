import { Injectable } from '@nestjs/common';
import { TransferOpened, TransferStepTaken } from '@xianjie/contracts';
import type { ExportedState, ExportSource } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';
import { ExportSources } from '@xianjie/service';
import { opened, stepTaken } from './step-effects.js';
import { findSteps } from './steps.store.js';
import type { Transfer } from './transfer.js';
import { TransferEntity } from './transfer.entity.js';

/** Transfers for consumers that begin late: each with its last step. */
@Injectable()
export class TransferExport implements ExportSource {
  readonly topic = TransferOpened.topic;

  constructor(exports: ExportSources) {
    exports.add(this);
  }

  async states(manager: Tx, afterKey: string | undefined, limit: number): Promise<ExportedState[]> {
    const find = manager
      .getRepository(TransferEntity)
      .createQueryBuilder('transfer')
      .orderBy('transfer.id')
      .limit(limit);
    if (afterKey !== undefined) find.where('transfer.id > :afterKey', { afterKey });
    const states: ExportedState[] = [];
    for (const transfer of await find.getMany()) states.push(await stateOf(manager, transfer));
    return states;
  }
}

async function stateOf(manager: Tx, transfer: Transfer): Promise<ExportedState> {
  const last = (await findSteps(manager, transfer.id)).at(-1);
  const steps = last ? [[TransferStepTaken, stepTaken(transfer, last)] as const] : [];
  return { key: transfer.id, events: [[TransferOpened, opened(transfer)], ...steps] };
}
