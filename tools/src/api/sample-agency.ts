import { scopesFor } from '@xianjie/identity';
import { readAgencies, type SampleAgency } from '../issuer/agencies.js';
import { sampleFile } from '../stack/paths.js';
import { Api } from './api.js';
import { clientTokens } from './tokens.js';

/** An agency of the local stack by its id. Throws with the ids there are. */
export function sampleAgency(id: string): SampleAgency {
  const agencies = sampleAgencies();
  const found = agencies.find((agency) => agency.id === id);
  if (!found)
    throw new Error(`No sample agency ${id}; there are: ${agencies.map((each) => each.id).join(', ')}`);
  return found;
}

export function sampleAgencies(): SampleAgency[] {
  return readAgencies(sampleFile('agencies.json'));
}

/** A service's interface as the system of a sample agency calls it, with every scope of its kind. */
export function apiAs(
  agencyId: string,
  url: string,
  { url: issuer, audience }: { readonly url: string; readonly audience: string },
): Api {
  const { clientId, clientSecret, kind } = sampleAgency(agencyId);
  const scope = scopesFor(kind).join(' ');
  return new Api(url, clientTokens(issuer, audience, { clientId, clientSecret, scope }));
}
