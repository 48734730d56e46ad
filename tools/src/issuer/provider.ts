import { allScopes, scopesFor, type Actor } from '@xianjie/identity';
import Provider, {
  errors,
  interactionPolicy,
  type Configuration,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import type { SampleAgency } from './agencies.js';
import type { IssuerKeys } from './keys.js';

export interface IssuerSettings {
  /** `http://host:port`, as tokens name it. */
  readonly issuer: string;
  /** What access tokens are for: the services' `OIDC_AUDIENCE`. */
  readonly audience: string;
  readonly agencies: readonly SampleAgency[];
  readonly keys: IssuerKeys;
  /** The console's server, where there is one. */
  readonly console?: ConsoleClient;
}

/** The console's server as a client: with a secret, authorization code with PKCE, refresh tokens. */
export interface ConsoleClient {
  readonly secret: string;
  /** Where its sign-in comes back to. */
  readonly redirectUris: readonly string[];
}

/** Client of people at a program of their own: no secret, authorization code with PKCE. */
export const PEOPLE_CLIENT = 'xianjie-console';
export const CONSOLE_CLIENT = 'xianjie-console-server';

/**
 * An OpenID provider with a client for each agency's system (client credentials) and one for its officers. Every access
 * token is a JWT (RFC 9068) for the services, with the claims `agency` and, for people, `officer`.
 */
export function createProvider(settings: IssuerSettings): Provider {
  const { issuer, keys } = settings;
  return new Provider(issuer, {
    clients: clientsOf(settings),
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    jwks: keys.jwks as NonNullable<Configuration['jwks']>,
    cookies: { keys: [keys.cookieSecret] },
    scopes: ['openid', 'offline_access', ...allScopes],
    responseTypes: ['code'],
    pkce: { required: () => true },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    ttl: {
      AccessToken: 3600,
      ClientCredentials: 3600,
      IdToken: 3600,
      RefreshToken: 12 * 3600,
      Session: 12 * 3600,
      Interaction: 900,
      Grant: 12 * 3600,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: resources(settings),
    },
    // Officers are not asked for consent, without which OpenID Connect Core §11 would give none.
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    interactions: { policy: signInOnly(), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    extraTokenClaims: (_ctx, token) => claimsOf(settings, token),
    findAccount: (_ctx, sub) => account(settings, sub),
    loadExistingGrant: (ctx) => grantOwnScopes(settings, ctx),
    renderError: (ctx, out) => {
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = `登录未能完成：${out.error}`;
    },
  });
}

function clientsOf({ agencies, console }: IssuerSettings): NonNullable<Configuration['clients']> {
  const systems = agencies.map(({ clientId, clientSecret, kind }) => ({
    client_id: clientId,
    client_secret: clientSecret,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    scope: scopesFor(kind).join(' '),
  }));
  const people = {
    client_id: PEOPLE_CLIENT,
    // A native client may come back to any port of the loopback address (RFC 8252 §7.3).
    application_type: 'native' as const,
    token_endpoint_auth_method: 'none' as const,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code' as const],
    redirect_uris: ['http://127.0.0.1/callback'],
    scope: PEOPLES_SCOPE,
  };
  return [...systems, people, ...(console ? [consoleClient(console)] : [])];
}

const PEOPLES_SCOPE = ['openid', 'offline_access', ...allScopes].join(' ');

function consoleClient({ secret, redirectUris }: ConsoleClient) {
  return {
    client_id: CONSOLE_CLIENT,
    client_secret: secret,
    application_type: 'web' as const,
    token_endpoint_auth_method: 'client_secret_basic' as const,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code' as const],
    redirect_uris: [...redirectUris],
    scope: PEOPLES_SCOPE,
  };
}

function resources({
  audience,
}: IssuerSettings): NonNullable<Configuration['features']>['resourceIndicators'] {
  return {
    enabled: true,
    // Without a resource a token would be opaque; there is only one to ask for.
    defaultResource: () => audience,
    useGrantedResource: () => true,
    getResourceServerInfo: (_ctx, resource) => {
      if (resource !== audience) throw new errors.InvalidTarget();
      return {
        scope: allScopes.join(' '),
        audience,
        accessTokenTTL: 3600,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      };
    },
  };
}

interface TokenLike {
  readonly kind?: string;
  readonly clientId?: string | undefined;
  readonly accountId?: string | undefined;
}

function claimsOf({ agencies }: IssuerSettings, token: unknown): Partial<Pick<Actor, 'agency' | 'officer'>> {
  const { clientId, accountId } = token as TokenLike;
  const agency = agencies.find((one) => (accountId ? officerOf(one, accountId) : one.clientId === clientId));
  if (!agency) return {};
  const { id, name, kind, area, parents } = agency;
  const officer = accountId ? officerOf(agency, accountId) : undefined;
  return {
    agency: { id, name, kind, area, parents },
    ...(officer
      ? { officer: { id: officer.id, name: officer.name, ...(officer.head ? { head: true } : {}) } }
      : {}),
  };
}

function officerOf(agency: SampleAgency, id: string) {
  return agency.officers.find((officer) => officer.id === id);
}

function account({ agencies }: IssuerSettings, sub: string) {
  const officer = agencies.map((agency) => officerOf(agency, sub)).find(Boolean);
  return officer && { accountId: sub, claims: () => ({ sub, name: officer.name }) };
}

/** Officers sign in; nobody is asked for consent, which the agency gave. */
function signInOnly() {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}

/** An officer gets what was asked for, as far as the agency may. */
async function grantOwnScopes({ agencies, audience }: IssuerSettings, ctx: KoaContextWithOIDC) {
  const { client, session, provider, requestParamScopes } = ctx.oidc;
  const agency = agencies.find((one) => session?.accountId && officerOf(one, session.accountId));
  if (!client || !session?.accountId || !agency) return undefined;
  const own = scopesFor(agency.kind).filter((scope) => requestParamScopes.has(scope));
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid offline_access');
  grant.addResourceScope(audience, own.join(' '));
  // What the agency may not have is refused beforehand, so that it is not asked about.
  grant.rejectResourceScope(
    audience,
    [...requestParamScopes].filter((scope) => !own.includes(scope)).join(' '),
  );
  await grant.save();
  return grant;
}
