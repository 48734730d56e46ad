import type { Tx } from '@xianjie/persistence';
import type { ClockView } from './clocks.dto.js';
import type { WorkLine, WorkQuery, WorkSource } from './worklists.js';

/** Where each source goes on, by its name. */
export type Places = Readonly<Record<string, readonly string[]>>;

/** A page of several sources in one order; each source goes on behind the last of its lines that was taken. */
export async function mergeWork(
  tx: Tx,
  sources: readonly WorkSource[],
  { after, limit, ...query }: Omit<WorkQuery, 'after'> & { readonly after: Places },
): Promise<{ items: ClockView[]; next: Places | null }> {
  const pages = await Promise.all(
    sources.map(async (source) => {
      const lines = await source.page(tx, { ...query, limit: limit + 1, after: after[source.name] });
      return lines.map((line) => ({ source: source.name, ...line }));
    }),
  );
  const all = pages.flat().sort(byEnd);
  const taken = all.slice(0, limit);
  const places: Record<string, readonly string[]> = { ...after };
  for (const { source, key } of taken) places[source] = key;
  return { items: taken.map(({ view }) => view), next: all.length > limit ? places : null };
}

/** A sort is stable: the order of a source is kept where ends are the same. */
function byEnd({ view: a }: WorkLine, { view: b }: WorkLine): number {
  return a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0;
}
