import { useQuery } from '@tanstack/react-query';
import { bodyOf, leads } from './clients.js';
import type { AgencyKind } from './session.js';

interface Named {
  readonly name: string;
  readonly kind: AgencyKind;
}

const queryKey = ['lead-reporting', 'agencies'] as const;

async function read(): Promise<ReadonlyMap<string, Named>> {
  const { items } = await bodyOf(leads.GET('/agencies'));
  return new Map(items.map(({ id, name, kind }) => [id, { name, kind }]));
}

function useAgencies() {
  return useQuery({ queryKey, queryFn: read, staleTime: 60 * 60_000 }).data;
}

/** Names of the agencies that take part; an id that is not known stays as it is. */
export function useAgencyName(): (id: string | null | undefined) => string {
  const agencies = useAgencies();
  return (id) => (id ? (agencies?.get(id)?.name ?? id) : '—');
}

/** The agencies of a kind by their ids, for one to be chosen. */
export function useAgenciesOf(kind: AgencyKind): Readonly<Record<string, string>> {
  const agencies = [...(useAgencies() ?? [])].filter(([, agency]) => agency.kind === kind);
  return Object.fromEntries(agencies.map(([id, { name }]) => [id, name]));
}
