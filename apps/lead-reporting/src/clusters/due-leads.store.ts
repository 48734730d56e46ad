import type { Tx } from '@xianjie/persistence';
import { LeadEntity } from '../leads/lead.entity.js';
import { type Matter, matterOf } from './matter.js';

/** A number of this service's own, for `pg_try_advisory_xact_lock`. */
const SUGGESTION_LOCK = 7_420_001;

export interface DueLead {
  readonly leadId: string;
  /** Corrected or withdrawn since it was compared. */
  readonly changed: boolean;
}

/** Takes up to `limit` leads that are due; none while another instance is at it, until this transaction ends. */
export async function takeDue(tx: Tx, limit: number): Promise<DueLead[]> {
  const [lock] = await tx.query<{ held: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS held', [
    SUGGESTION_LOCK,
  ]);
  if (!lock?.held) return [];
  const [rows] = await tx.query<[DueLead[], number]>(
    `DELETE FROM cluster_due WHERE ctid = ANY (ARRAY(SELECT ctid FROM cluster_due LIMIT $1))
     RETURNING lead_id AS "leadId", changed`,
    [limit],
  );
  return rows;
}

/** Notes leads to be compared again. */
export async function noteDue(tx: Tx, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return;
  await tx.query('INSERT INTO cluster_due SELECT unnest($1::uuid[]), false', [leadIds]);
}

const MATTER = [
  'id',
  'submitter',
  'creditCode',
  'citizenHash',
  'subject',
  'origin',
  'patentNumber',
  'actType',
  'actOn',
].map((column) => `lead.${column}`);

/** The matters of leads that were not withdrawn, by lead. */
export async function findMatters(tx: Tx, leadIds: readonly string[]): Promise<Map<string, Matter>> {
  if (leadIds.length === 0) return new Map();
  const leads = await tx
    .getRepository(LeadEntity)
    .createQueryBuilder('lead')
    .select(MATTER)
    .where("lead.id = ANY(:leadIds::uuid[]) AND lead.status <> 'withdrawn'", { leadIds })
    .getMany();
  return new Map(leads.map((lead) => [lead.id, matterOf(lead)]));
}
