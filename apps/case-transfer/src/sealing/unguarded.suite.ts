import type { Tx } from '@xianjie/persistence';
import { db } from '../transfers/transfers-rig.suite.js';

/** Does `work` as an owner of the tables could, past the triggers that guard them. */
export async function unguarded(
  tables: readonly string[],
  work: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  const turn = async (tx: Tx, how: string) => {
    for (const table of tables) await tx.query(`ALTER TABLE ${table} ${how} TRIGGER USER`);
  };
  await db.transact(async (tx) => {
    await turn(tx, 'DISABLE');
    await work(tx);
    await turn(tx, 'ENABLE');
  });
}
