import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Tx } from '@xianjie/persistence';
import type { SealingKey } from '@xianjie/service';
import type { DataSource } from 'typeorm';
import { seal, unseal } from './seal.js';

/** A key as it is kept: sealed by one of the service's own. */
export interface WrappedKey {
  readonly keyId: string;
  readonly wrapped: Buffer;
}

/** The service's own keys (PERSONAL_KEYS). They seal nothing but the keys of transfers and of organs. */
export class MasterKeys {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  /** Id of the key that seals from now on. */
  readonly current: string;

  /** The first key seals; all of them open. */
  constructor(keys: readonly SealingKey[]) {
    const [first] = keys;
    if (!first) throw new Error('No key to seal with');
    this.current = first.id;
    this.#keys = new Map(keys.map(({ id, key }) => [id, createSecretKey(key)]));
  }

  /** `place` is the table and the owner of the key: one that is moved does not open. */
  wrap(key: Uint8Array, place: string): WrappedKey {
    return { keyId: this.current, wrapped: seal(this.#key(this.current), key, place) };
  }

  /** Throws where the key that sealed it is not in PERSONAL_KEYS, or the seal is broken. */
  unwrap({ keyId, wrapped }: WrappedKey, place: string): Buffer {
    return unseal(this.#key(keyId), wrapped, place);
  }

  /** The same key, sealed by the present one. Throws as `unwrap`. */
  rewrap(key: WrappedKey, place: string): WrappedKey {
    return this.wrap(this.unwrap(key, place), place);
  }

  #key(id: string): KeyObject {
    const key = this.#keys.get(id);
    if (!key) throw new Error(`PERSONAL_KEYS has no key ${id}`);
    return key;
  }
}

const bound = new WeakMap<DataSource, MasterKeys>();

/** From now on what is read and written through this data source is opened and sealed with these keys. */
export function bindMasterKeys(source: DataSource, keys: MasterKeys): MasterKeys {
  bound.set(source, keys);
  return keys;
}

/** Throws where none were bound: nothing is ever written unsealed. */
export function masterKeysOf({ dataSource }: Tx): MasterKeys {
  const keys = bound.get(dataSource);
  if (!keys) throw new Error('No keys are bound to this data source');
  return keys;
}
