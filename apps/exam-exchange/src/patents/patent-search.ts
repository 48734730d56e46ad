import type { LocalDate, PatentNumber, PatentType } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import type { Patent } from './patent.js';
import { type PatentStatus, type StatusAnswer, statusOn } from './patent-status.js';

export interface PatentQuery {
  /** The beginning of a number. */
  readonly number?: string | undefined;
  /** Part of a title. */
  readonly title?: string | undefined;
  readonly type?: PatentType | undefined;
  readonly status?: PatentStatus | undefined;
}

export interface FoundPatent {
  readonly patent: Patent;
  readonly answer: StatusAnswer;
}

/** As many patents are looked at for one page: a rare status answers a short page and goes on with the next. */
const MOST_READ = 4000;
const BATCH = 500;

/**
 * Patents after a number, in the order of their numbers, at most `limit`; `last` is the last one looked at, null where
 * there are no more. A status is what the legal events say of `on`, so it is asked of each patent, not of the database.
 */
export async function searchPatents(
  tx: Tx,
  query: PatentQuery,
  on: LocalDate,
  after: string | undefined,
  limit: number,
): Promise<{ found: FoundPatent[]; last: PatentNumber | null }> {
  const found: FoundPatent[] = [];
  const batch = query.status === undefined ? limit + 1 : BATCH;
  let last = after;
  for (let read = 0; read < MOST_READ; read += batch) {
    const rows = await readBatch(tx, query, last, batch);
    for (const patent of rows) {
      if (found.length === limit) return { found, last: found.at(-1)!.patent.number };
      const answer = statusOn(patent, on);
      if (query.status === undefined || answer.status === query.status) found.push({ patent, answer });
    }
    if (rows.length < batch) return { found, last: null };
    last = rows.at(-1)!.number;
  }
  return { found, last: last as PatentNumber };
}

/** After every number that begins so: digits, a dot, an X. */
const AFTER_ALL = '~';

function readBatch(tx: Tx, { number, title, type }: PatentQuery, after: string | undefined, limit: number) {
  return tx.query<Patent[]>(
    `SELECT number, type, title, filed_on::text AS "filedOn", legal_events AS "legalEvents", version
     FROM patent
     WHERE ($1::text IS NULL OR number > $1)
       AND ($2::text IS NULL OR (number >= $2 AND number < $3))
       AND ($4::text IS NULL OR (bigrams(title) @> bigrams($4) AND strpos(lower(title), lower($4)) > 0))
       AND ($5::text IS NULL OR type = $5)
     ORDER BY number LIMIT $6`,
    [
      after ?? null,
      number ?? null,
      number === undefined ? null : number + AFTER_ALL,
      title ?? null,
      type ?? null,
      limit,
    ],
  );
}
