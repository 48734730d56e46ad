import {
  type Actor,
  type AgencyDirectory,
  type AgencyKind,
  holds,
  markingOf,
  maySee,
  type MarkingScope,
} from '@xianjie/identity';

/** Whose leads and cases an actor may see here: agencies, by how far the lead may be distributed. */
export interface Sight {
  readonly leads: Readonly<Record<'CITY' | 'PROVINCE' | 'NATION', readonly string[]>>;
  readonly cases: readonly string[];
}

/** As leads and cases are marked where they are kept. */
const OFFICES: readonly AgencyKind[] = [
  'patent-office-prefecture',
  'patent-office-province',
  'patent-office-nation',
  'corps',
];

/** What the actor may see of what rests on a patent: the same as where leads and cases are kept. */
export function sightOf(actor: Actor, agencies: Pick<AgencyDirectory, 'ofKind'>): Sight {
  const handingIn = agencies.ofKind(...OFFICES, 'platform');
  const owners = (scope: MarkingScope): string[] => {
    const marking = { scope, kinds: OFFICES, purposes: ['enforcement'] as const };
    const seen = handingIn.filter((owner) => maySee(actor, markingOf(owner, marking), 'enforcement'));
    return [...new Set([actor.agency.id, ...seen.map(({ id }) => id)])];
  };
  const readsLeads = holds(actor, 'lead:read');
  const leads = (scope: MarkingScope) => (readsLeads ? owners(scope) : []);
  return {
    leads: { CITY: leads('CITY'), PROVINCE: leads('PROVINCE'), NATION: leads('NATION') },
    cases: holds(actor, 'case:read') ? owners('CITY') : [],
  };
}
