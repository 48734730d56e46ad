import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { DomainError } from '@xianjie/errors';
import type { Actor } from '@xianjie/identity';
import { afterCommit, type Tx } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { isUnderWay } from '../deliveries/deliveries.service.js';
import { deliveriesOf } from '../deliveries/deliveries.store.js';
import { DocumentFolder } from '../documents/document-folder.js';
import { insertCopy } from '../oversight/copies.store.js';
import { destroyKey } from '../sealing/transfer-keys.store.js';
import { holdTransfer } from '../transfers/transfers.store.js';

/** Erases what is personal in a transfer, by destroying the key under which all of it is sealed. */
@Injectable()
export class ErasureService {
  constructor(
    private readonly clock: Clock,
    private readonly folder: DocumentFolder,
  ) {}

  /**
   * That the transfer was, its states, limits and organs stay; the procuratorate is told in the same commit, so that nobody whom it
   * watches erases in silence. Throws DomainError `not-found` (`transfer.unknown`), `conflict`: `erasure.open`, `erasure.under-way`,
   * `transfer.erased`.
   */
  async erase(tx: Tx, transferId: string, documentNo: string, actor: Actor): Promise<Date> {
    const { procuratorate, caseId, caseNo, agency, closedOn } = await holdTransfer(tx, transferId);
    if (closedOn === null)
      refuse('erasure.open', 'Only a closed transfer is erased', '仅可销毁已办结案件的个人信息');
    if ((await deliveriesOf(tx, transferId)).some(isUnderWay))
      refuse(
        'erasure.under-way',
        'Something of it is still being delivered',
        '该案件尚有文书在途，暂不能销毁',
      );
    const at = this.clock.now();
    if (!(await destroyKey(tx, transferId, at)))
      refuse('transfer.erased', 'It was erased before', '该案件的个人信息已经销毁');
    if (procuratorate) {
      const content = { transferId, caseNo, agency, documentNo };
      await insertCopy(
        tx,
        { procuratorate, caseId, transferId: null, stepNo: null, kind: 'ERASURE', content },
        at,
      );
    }
    await recordAudit(tx, actor, 'transfer.erase', transferId, { documentNo });
    // Nobody can read the files any more; a sweep removes them where this does not.
    afterCommit(tx, () => void this.folder.removeTransfer(transferId).catch(() => undefined));
    return at;
  }
}

function refuse(code: string, message: string, zh: string): never {
  throw new DomainError('conflict', code, message, { zh });
}
