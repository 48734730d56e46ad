import { useQuery } from '@tanstack/react-query';
import { bodyOf, leads } from './clients.js';

const queryKey = ['lead-reporting', 'agencies'] as const;

async function read(): Promise<ReadonlyMap<string, string>> {
  const { items } = await bodyOf(leads.GET('/agencies'));
  return new Map(items.map(({ id, name }) => [id, name]));
}

/** Names of the agencies that take part; an id that is not known stays as it is. */
export function useAgencyName(): (id: string | null | undefined) => string {
  const { data } = useQuery({ queryKey, queryFn: read, staleTime: 60 * 60_000 });
  return (id) => (id ? (data?.get(id) ?? id) : '—');
}
