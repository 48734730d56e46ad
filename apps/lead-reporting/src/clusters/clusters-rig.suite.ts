import { newId } from '@xianjie/identifiers';
import { Database } from '@xianjie/persistence';
import { call, guangdong, json, lead, service } from '../leads/leads-rig.suite.js';
import { ClusterSuggester } from './cluster-suggester.js';
import type { ClusterView } from './clusters.dto.js';

/** Waits until no lead is due any more; the job of the service may be at it as well. */
export async function suggested(): Promise<void> {
  const [db, suggester] = [service.app.get(Database), service.app.get(ClusterSuggester)];
  for (;;) {
    await db.transact((tx) => suggester.suggestDue(tx));
    const [row] = await db.manager.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM cluster_due',
    );
    if (row?.count === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

let count = 0;

/** A matter of its own: what leads on it have in common. */
export function matter(change: Record<string, unknown> = {}): Record<string, unknown> {
  count += 1;
  const subject = {
    kind: 'SHOP',
    platform: '货品网',
    shopId: `shop-${newId()}-${count}`,
    name: `第${count}旗舰店`,
  };
  return { subject, scope: 'NATION', ...change };
}

/** Leads of 浙江 and 广东 on one matter, and the cluster that is suggested of them. */
export async function suggestion(
  change: Record<string, unknown> = {},
  changeOfSecond: Record<string, unknown> = {},
): Promise<{ cluster: ClusterView; first: string; second: string; same: Record<string, unknown> }> {
  const same = matter(change);
  const { id: first } = await json(await call('POST', '/leads', lead(same)));
  const { id: second } = await json(
    await call('POST', '/leads', lead({ ...same, ...changeOfSecond }), { agency: guangdong }),
  );
  await suggested();
  const [cluster] = await clustersOf(first);
  if (!cluster) throw new Error('No cluster was suggested');
  return { cluster, first, second, same };
}

export async function clustersOf(leadId: string, agency?: typeof guangdong): Promise<ClusterView[]> {
  const { items } = await json<{ items: ClusterView[] }>(
    await call('GET', `/clusters?leadId=${leadId}`, undefined, agency ? { agency } : {}),
  );
  return items;
}
