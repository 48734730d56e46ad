import { type Marking, markingColumns, maySee, type Permission, type Purpose } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import type { ChangeSource, MaySee } from './change-feed.js';

const MARKING = Object.entries(markingColumns)
  .map(([property, { name }]) => `${name} AS "${property}"`)
  .join(', ');

export interface MarkedThings {
  readonly topic: string;
  readonly resource: string;
  readonly permission: Permission;
  readonly purpose: Purpose;
  /** Where they are, with the columns of a marking. */
  readonly table: string;
}

/** Changes of things that bear a marking: told to whom `maySee` shows them. */
export function markedChanges({ purpose, table, ...source }: MarkedThings): ChangeSource {
  return {
    ...source,
    async viewers(tx: Tx, ids: readonly string[]): Promise<Map<string, MaySee>> {
      const rows = await tx.query<(Marking & { id: string })[]>(
        `SELECT id, ${MARKING} FROM ${table} WHERE id = ANY($1::uuid[])`,
        [ids],
      );
      return new Map(rows.map(({ id, ...marking }) => [id, (actor) => maySee(actor, marking, purpose)]));
    },
  };
}
