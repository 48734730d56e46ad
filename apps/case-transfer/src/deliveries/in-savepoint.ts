import { markOutbox } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';

/** Does `work` so that, where it throws, nothing of it is left, nor announced, and the transaction can go on. */
export async function inSavepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const forget = markOutbox(tx);
  await tx.query('SAVEPOINT answer');
  try {
    return await work();
  } catch (error) {
    await tx.query('ROLLBACK TO SAVEPOINT answer');
    forget();
    throw error;
  }
}
