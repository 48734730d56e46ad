import { Database, type Tx } from '@xianjie/persistence';
import { AsyncLocalStorage } from 'node:async_hooks';

const joined = new AsyncLocalStorage<Tx>();

/** A `Database` whose `transact` joins the transaction of an idempotent request, where one is open around it. */
export class ServiceDatabase extends Database {
  override get joins(): boolean {
    return joined.getStore() !== undefined;
  }

  override transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const tx = joined.getStore();
    return tx ? work(tx) : super.transact(work);
  }

  /** One transaction around `work` that every `transact` inside becomes part of. */
  transactAround<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return super.transact((tx) => joined.run(tx, () => work(tx)));
  }
}
