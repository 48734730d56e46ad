import { DomainError } from '@xianjie/errors';
import type { EntitySchema, FindOptionsWhere, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import type { Tx } from './database.js';

/** Inserts a new row. A violated unique key is the database's error (SQLSTATE 23505). */
export async function insert<T extends ObjectLiteral>(
  tx: Tx,
  entity: EntitySchema<T>,
  row: T,
): Promise<void> {
  await tx.getRepository(entity).insert(row as QueryDeepPartialEntity<T>);
}

/**
 * Inserts `row`, or finds the row that already has the same values in `unique` (its columns must carry a unique
 * key). Answers that row, or `undefined` when it was inserted. Waits for a concurrent insert of the same key.
 */
export async function insertOrFind<T extends ObjectLiteral>(
  tx: Tx,
  entity: EntitySchema<T>,
  row: T,
  unique: readonly (keyof T & string)[],
): Promise<T | undefined> {
  const repository = tx.getRepository(entity);
  const inserted = await repository
    .createQueryBuilder()
    .insert()
    .values(row as QueryDeepPartialEntity<T>)
    .orIgnore()
    .returning(repository.metadata.primaryColumns.map((column) => column.databaseName))
    .execute();
  if ((inserted.raw as unknown[]).length > 0) return undefined;
  const where = Object.fromEntries(unique.map((name) => [name, row[name]])) as FindOptionsWhere<T>;
  const found = await repository.findOneBy(where);
  if (found) return found;
  throw new DomainError(
    'conflict',
    'persistence.key-taken',
    `Another key of ${repository.metadata.name} is taken`,
    {
      zh: '该记录的其他唯一标识已被占用',
    },
  );
}

/**
 * Writes `next` over the version that was read (`row.version`), and answers it with its new version. Throws `stale`
 * where somebody wrote in between. TypeORM's `save` would overwrite the newer row.
 */
export async function update<T extends ObjectLiteral & { readonly version: number }>(
  tx: Tx,
  entity: EntitySchema<T>,
  next: T,
): Promise<T> {
  const repository = tx.getRepository(entity);
  const primary = Object.fromEntries(
    repository.metadata.primaryColumns.map((column) => [column.propertyName, next[column.propertyName]]),
  );
  const { affected } = await repository
    .createQueryBuilder()
    .update()
    .set({ ...next, version: next.version + 1 } as unknown as QueryDeepPartialEntity<T>)
    .where({ ...primary, version: next.version })
    .execute();
  if (affected !== 1) {
    throw new DomainError(
      'stale',
      'persistence.stale',
      `${repository.metadata.name} was changed by another request`,
      {
        zh: '该记录已被其他请求修改，请刷新后重试',
      },
    );
  }
  return { ...next, version: next.version + 1 };
}
