import type { Tx } from '@xianjie/persistence';

/** Does `work` so that, where it throws, nothing of it is left and the transaction can go on. */
export async function inSavepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.query('SAVEPOINT answer');
  try {
    return await work();
  } catch (error) {
    await tx.query('ROLLBACK TO SAVEPOINT answer');
    throw error;
  }
}
