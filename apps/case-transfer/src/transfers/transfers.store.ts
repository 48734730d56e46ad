import { DomainError } from '@xianjie/errors';
import type { Tx } from '@xianjie/persistence';
import { lockCase } from '../cases/cases.store.js';
import { findReader, type Reader } from './readers.store.js';
import { TransferEntity } from './transfer.entity.js';
import type { Transfer } from './transfer.js';

/** A transfer, and from which seat an organ looks at it. */
export interface Seated {
  readonly transfer: Transfer;
  readonly reader: Reader;
}

/** Throws DomainError `not-found` (`transfer.unknown`), the same for what is not there and for what the organ may not see. */
export async function findSeated(tx: Tx, id: string, organ: string): Promise<Seated> {
  const reader = await findReader(tx, id, organ);
  const transfer = reader && (await tx.getRepository(TransferEntity).findOneBy({ id }));
  if (reader && transfer) return { transfer, reader };
  throw unknownTransfer(id);
}

/**
 * The transfer, with its case locked until the end of the transaction: whatever is done to the transfers of a case is done one after the
 * other. Throws `not-found` (`transfer.unknown`).
 */
export async function holdTransfer(tx: Tx, id: string): Promise<Transfer> {
  const repository = tx.getRepository(TransferEntity);
  const seen = await repository.findOneBy({ id });
  if (!seen) throw unknownTransfer(id);
  await lockCase(tx, seen.caseId);
  return repository.findOneByOrFail({ id });
}

/** The transfer of a case that is under way, and the one before it. Hold the case. */
export async function transfersOfCase(
  tx: Tx,
  caseId: string,
): Promise<{ open: Transfer | null; last: Transfer | null }> {
  const all = await tx.getRepository(TransferEntity).find({ where: { caseId }, order: { id: 'ASC' } });
  return { open: all.find(({ closedOn }) => closedOn === null) ?? null, last: all.at(-1) ?? null };
}

export function unknownTransfer(id: string): DomainError {
  return new DomainError('not-found', 'transfer.unknown', `There is no transfer ${id}`, {
    zh: `没有移送案件 ${id}`,
  });
}
