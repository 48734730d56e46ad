import { type Actor, homeOf, maySee, visibleTo } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { In, type SelectQueryBuilder } from 'typeorm';
import { LeadEntity } from '../leads/lead.entity.js';
import type { Lead } from '../leads/lead.js';
import { type Cluster, isLive, type Shelf, shelvesOf } from './cluster.js';
import { ClusterEntity } from './cluster.entity.js';

/** The clusters in which these leads are suggested or confirmed, locked. */
export async function findStanding(tx: Tx, leadIds: readonly string[]): Promise<Cluster[]> {
  return tx
    .getRepository(ClusterEntity)
    .createQueryBuilder('cluster')
    .where(
      'cluster.id IN (SELECT cluster_id FROM cluster_lead WHERE live AND lead_id = ANY(:leadIds::uuid[]))',
      { leadIds },
    )
    .orderBy('cluster.id')
    .setLock('pessimistic_write')
    .getMany();
}

/** Pairs of leads of which an officer said that they are not one matter, as `pairOf` names them. */
export async function findRefused(tx: Tx, leadIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ a: string; b: string }[]>(
    `SELECT a.lead_id AS a, b.lead_id AS b FROM cluster_lead AS a JOIN cluster_lead AS b USING (cluster_id)
     WHERE NOT a.live AND a.lead_id = ANY($1::uuid[]) AND b.lead_id = ANY($1::uuid[]) AND a.lead_id <> b.lead_id`,
    [leadIds],
  );
  return new Set(rows.map(({ a, b }) => pairOf(a, b)));
}

/** The same for both orders. */
export const pairOf = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Writes clusters as they now are, new ones and those that are locked, and deletes others. */
export async function writeClusters(
  tx: Tx,
  clusters: readonly Cluster[],
  gone: readonly string[],
): Promise<void> {
  if (gone.length > 0) await tx.query('DELETE FROM cluster WHERE id = ANY($1::uuid[])', [gone]);
  if (clusters.length === 0) return;
  await tx.query(
    `INSERT INTO cluster (id, status, members, suggested_on, acts, version)
     SELECT *, 1 FROM unnest($1::uuid[], $2::text[], $3::jsonb[], $4::date[], $5::jsonb[])
     ON CONFLICT (id) DO UPDATE SET members = excluded.members, version = cluster.version + 1`,
    [
      clusters.map(({ id }) => id),
      clusters.map(({ status }) => status),
      clusters.map(({ members }) => JSON.stringify(members)),
      clusters.map(({ suggestedOn }) => suggestedOn),
      clusters.map(({ acts }) => JSON.stringify(acts)),
    ],
  );
  await writeMembers(tx, clusters);
}

/** Writes by which leads clusters are found, and whom they reach. */
export async function writeMembers(tx: Tx, clusters: readonly Cluster[]): Promise<void> {
  const rows = clusters.flatMap(({ id, members }) =>
    members.map((member) => ({ id, leadId: member.leadId, live: isLive(member) })),
  );
  const ids = clusters.map(({ id }) => id);
  await tx.query('DELETE FROM cluster_lead WHERE cluster_id = ANY($1::uuid[])', [ids]);
  await tx.query('INSERT INTO cluster_lead SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::boolean[])', [
    rows.map(({ id }) => id),
    rows.map(({ leadId }) => leadId),
    rows.map(({ live }) => live),
  ]);
  await writeReach(tx, clusters);
}

/** Writes whom clusters reach, from the markings of their leads as they now are. */
export async function writeReach(tx: Tx, clusters: readonly Cluster[]): Promise<void> {
  const places = clusters.flatMap((cluster) =>
    shelvesOf(cluster).map((shelf) => ({ id: cluster.id, shelf })),
  );
  await tx.query('DELETE FROM cluster_reach WHERE cluster_id = ANY($1::uuid[])', [
    clusters.map(({ id }) => id),
  ]);
  await tx.query(
    `INSERT INTO cluster_reach (reach, shelf, cluster_id)
     SELECT DISTINCT reach, place.shelf, place.id
     FROM unnest($1::uuid[], $2::text[]) AS place(id, shelf)
     JOIN cluster_lead ON cluster_lead.cluster_id = place.id
     JOIN lead ON lead.id = cluster_lead.lead_id
     CROSS JOIN LATERAL (
       SELECT CASE marking_scope WHEN 'CITY' THEN 'city/' || marking_city WHEN 'PROVINCE' THEN 'province/' || marking_province
              ELSE 'nation' END
       UNION ALL SELECT 'agency/' || unnest(marking_owner || marking_superiors || marking_addressees)) AS of(reach)`,
    [places.map(({ id }) => id), places.map(({ shelf }) => shelf)],
  );
}

/** Under which words an agency looks in `cluster_reach`: all that can be visible to it, and a little more. */
function reachesOf({ agency }: Actor): string[] {
  const { city, province } = homeOf(agency);
  return ['nation', `province/${province}`, `city/${city}`, `agency/${agency.id}`];
}

/** Clusters on a shelf with a lead that the actor may see, the newest first. */
export async function pageOfClusters(
  tx: Tx,
  actor: Actor,
  { shelf, before, limit }: { shelf: Shelf; before: string | undefined; limit: number },
): Promise<Cluster[]> {
  const { sql, parameters } = visibleTo(actor, 'enforcement', 'lead');
  return clusters(tx)
    .where(
      `cluster.id IN (SELECT found.id FROM unnest(:reaches::text[]) AS own(reach) CROSS JOIN LATERAL (
         SELECT place.cluster_id AS id FROM cluster_reach AS place
         WHERE place.reach = own.reach AND place.shelf = :shelf AND (:before::uuid IS NULL OR place.cluster_id < :before::uuid)
           AND EXISTS (SELECT FROM cluster_lead JOIN lead ON lead.id = cluster_lead.lead_id
             WHERE cluster_lead.cluster_id = place.cluster_id AND ${sql})
         ORDER BY place.cluster_id DESC LIMIT :limit) AS found)`,
      { ...parameters, reaches: reachesOf(actor), shelf, before: before ?? null, limit },
    )
    .orderBy('cluster.id', 'DESC')
    .limit(limit)
    .getMany();
}

/** The clusters that a lead stands or stood in, the newest first. */
export async function clustersOfLead(tx: Tx, leadId: string): Promise<Cluster[]> {
  return clusters(tx)
    .where('cluster.id IN (SELECT cluster_id FROM cluster_lead WHERE lead_id = :leadId)', { leadId })
    .orderBy('cluster.id', 'DESC')
    .getMany();
}

/** The other leads that an officer confirmed to be one matter with this one, in the order of their ids. */
export async function confirmedWith(tx: Tx, leadId: string): Promise<Lead[]> {
  const all = await clustersOfLead(tx, leadId);
  const members = all.find(({ status }) => status === 'confirmed')?.members ?? [];
  const confirmed = members.filter(({ state }) => state === 'confirmed').map((member) => member.leadId);
  if (!confirmed.includes(leadId)) return [];
  const leads = await findLeads(
    tx,
    confirmed.filter((id) => id !== leadId),
  );
  return leads.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export async function findLeads(tx: Tx, ids: readonly string[]): Promise<Lead[]> {
  return ids.length === 0 ? [] : tx.getRepository(LeadEntity).findBy({ id: In([...ids]) });
}

const clusters = (tx: Tx): SelectQueryBuilder<Cluster> =>
  tx.getRepository(ClusterEntity).createQueryBuilder('cluster');

/** Who may see each of these clusters: whoever may see one of its leads. */
export async function viewersOfClusters(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, (actor: Actor) => boolean>> {
  const members = await tx.query<{ cluster: string; lead: string }[]>(
    'SELECT cluster_id AS cluster, lead_id AS lead FROM cluster_lead WHERE cluster_id = ANY($1::uuid[])',
    [ids],
  );
  const leads = await findLeads(tx, [...new Set(members.map(({ lead }) => lead))]);
  const markings = new Map(leads.map(({ id, marking }) => [id, marking]));
  return new Map(
    [...Map.groupBy(members, ({ cluster }) => cluster)].map(([id, own]) => {
      const shown = own.flatMap(({ lead }) => markings.get(lead) ?? []);
      return [id, (actor) => shown.some((marking) => maySee(actor, marking, 'enforcement'))];
    }),
  );
}
