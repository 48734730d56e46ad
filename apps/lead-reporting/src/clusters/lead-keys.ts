import type { Tx } from '@xianjie/persistence';
import type { PersonalNumbers } from '../leads/personal-numbers.js';
import { type Matter, type MatterColumns, matterOf, PERIOD_DAYS, wordsOf } from './matter.js';

/** How many leads that share a word one lead is compared with, the latest acts first: more is no matter for people. */
const MOST_CANDIDATES = 200;

/** A row of `lead_key`: the keyed hash of a word that a lead's matter is looked for under. */
export interface LeadKey {
  readonly leadId: string;
  /** A signed 64-bit number in decimal. */
  readonly hash: string;
  readonly actOn: string;
}

export function keysOf(matter: Matter, personal: PersonalNumbers): LeadKey[] {
  return wordsOf(matter).map((word) => ({
    leadId: matter.leadId,
    hash: BigInt.asIntN(64, BigInt(`0x${personal.hash(word).slice(0, 16)}`)).toString(),
    actOn: matter.actOn,
  }));
}

/** Writes keys where they lack: one statement, whatever their number. */
export async function addKeys(tx: Tx, keys: readonly LeadKey[]): Promise<void> {
  await tx.query(
    'INSERT INTO lead_key SELECT * FROM unnest($1::bigint[], $2::date[], $3::uuid[]) ON CONFLICT DO NOTHING',
    columnsOf(keys),
  );
}

/** For each lead that has these keys the others that share one, their acts not too far apart. */
export async function findCandidates(tx: Tx, keys: readonly LeadKey[]): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ leadId: string; otherIds: string[] }[]>(
    `SELECT own.lead_id AS "leadId", array_agg(DISTINCT near.lead_id) AS "otherIds"
     FROM unnest($1::bigint[], $2::date[], $3::uuid[]) AS own(key_hash, act_on, lead_id)
     CROSS JOIN LATERAL (
       SELECT other.lead_id FROM lead_key AS other
       WHERE other.key_hash = own.key_hash AND other.lead_id <> own.lead_id
         AND other.act_on BETWEEN own.act_on - $4::int AND own.act_on + $4::int
       ORDER BY other.act_on DESC, other.lead_id DESC LIMIT $5) AS near
     GROUP BY own.lead_id`,
    [...columnsOf(keys), PERIOD_DAYS, MOST_CANDIDATES],
  );
  return new Map(rows.map(({ leadId, otherIds }) => [leadId, otherIds]));
}

/** Takes away the keys that a lead had before it was corrected or withdrawn, and notes that it must be looked at anew. */
export async function dropKeys(tx: Tx, before: MatterColumns, personal: PersonalNumbers): Promise<void> {
  const hashes = keysOf(matterOf(before), personal).map(({ hash }) => hash);
  await tx.query(
    `WITH due AS (INSERT INTO cluster_due VALUES ($2, true))
     DELETE FROM lead_key WHERE lead_id = $2 AND act_on = $3 AND key_hash = ANY($1::bigint[])`,
    [hashes, before.id, before.actOn],
  );
}

function columnsOf(keys: readonly LeadKey[]): [string[], string[], string[]] {
  return [keys.map(({ hash }) => hash), keys.map(({ actOn }) => actOn), keys.map(({ leadId }) => leadId)];
}
