import { scopesFor } from '@xianjie/identity';
import { readAgencies, type SampleAgency, type SampleOfficer } from '../issuer/agencies.js';
import { sampleFile } from '../stack/paths.js';
import { Api } from './api.js';
import { officerTokens } from './officer-tokens.js';
import { clientTokens, type TokenSource } from './tokens.js';

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

/** An officer of a sample agency by its place in the list or by name. Throws with the names there are. */
export function sampleOfficer(agencyId: string, which: number | string): SampleOfficer {
  const { officers } = sampleAgency(agencyId);
  const found = typeof which === 'number' ? officers[which] : officers.find(({ name }) => name === which);
  if (!found)
    throw new Error(
      `${agencyId} has no officer ${which}; there are: ${officers.map(({ name }) => name).join(', ')}`,
    );
  return found;
}

/** Where tokens come from, and for what. */
export interface TokenIssuer {
  readonly url: string;
  readonly audience: string;
}

/** Tokens of the system of a sample agency, with every scope of its kind. */
export function systemTokens(agencyId: string, { url, audience }: TokenIssuer): TokenSource {
  const { clientId, clientSecret, kind } = sampleAgency(agencyId);
  return clientTokens(url, audience, { clientId, clientSecret, scope: scopesFor(kind).join(' ') });
}

/** A service's interface as the system of a sample agency calls it. */
export function apiAs(agencyId: string, url: string, issuer: TokenIssuer): Api {
  return new Api(url, systemTokens(agencyId, issuer));
}

/** The same as an officer calls it, signed in with login and password. */
export function apiAsOfficer(
  agencyId: string,
  officer: number | string,
  url: string,
  issuer: TokenIssuer,
): Api {
  return new Api(url, signedInTokens(agencyId, officer, issuer));
}

/** Tokens of an officer of a sample agency, good for every service. */
export function signedInTokens(agencyId: string, officer: number | string, issuer: TokenIssuer): TokenSource {
  const { login, password } = sampleOfficer(agencyId, officer);
  const scope = scopesFor(sampleAgency(agencyId).kind).join(' ');
  return officerTokens(issuer.url, issuer.audience, { login, password, scope });
}
