import type { Actor, AgencyDirectory } from '@xianjie/identity';

/** An agency as the actor of what its own events set going. One that is not in the directory is known by its id. */
export function agencyActor(agencies: AgencyDirectory, id: string): Actor {
  const agency = agencies.find(id) ?? {
    id,
    name: id,
    kind: 'patent-office-prefecture',
    area: null,
    parents: [],
  };
  return { agency, scopes: [] };
}
