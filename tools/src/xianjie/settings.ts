import { scopesFor } from '@xianjie/identity';
import { Api } from '../api/api.js';
import { sampleAgency } from '../api/sample-agency.js';
import { clientTokens, type TokenSource } from '../api/tokens.js';
import { dataRoot } from '../stack/paths.js';
import type { PartnerFiles } from '../stack/partners.js';
import { runningStack, type StackFile } from '../stack/stack-file.js';
import { UsageError } from './exit-code.js';

/** Where things are and who calls: from the environment, else from the local stack that runs. */
export interface Settings {
  /** A service's HTTP interface, as the caller (`--as`, or the environment's credentials), else as `usually`. */
  api(service: string, usually: string): Api;
  /** Address of the event log. */
  eventLog(): string;
  /** Address of a service's own database. */
  database(service: string): string;
  /** What moves the local stack's clock. */
  clockFile(): string;
  /** Keys and addresses of the police systems of the local stack. */
  partners(): PartnerFiles;
  /** A PostgreSQL address of a role that may create databases; undefined where none is known. */
  adminDatabase(): string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `as` is the id of a sample agency of the local stack. Nothing is looked up before it is asked for; what is missing then is a
 * UsageError that names the variable.
 */
export function readSettings(
  as: string | undefined,
  env: Environment = process.env,
  stack: () => StackFile | undefined = () => runningStack(dataRoot()),
): Settings {
  let found: StackFile | undefined;
  const local = () => (found ??= stack());
  const issuer = () => ({
    url: env['OIDC_ISSUER'] ?? local()?.issuer?.url ?? missing('OIDC_ISSUER'),
    audience: env['OIDC_AUDIENCE'] ?? local()?.issuer?.audience ?? 'urn:xianjie:api',
  });
  return {
    api: (service, usually) => {
      const name = `${service.toUpperCase().replaceAll('-', '_')}_URL`;
      const url = env[name] ?? local()?.services[service]?.url ?? missing(name);
      return new Api(url, tokens(as, usually, env, issuer));
    },
    eventLog: () => {
      const named = env['EVENT_LOG'];
      // A word such as `embedded` is for the launcher; what it came to is in its file.
      if (named && /^(kafka|postgres(ql)?):\/\//.test(named)) return named;
      return local()?.eventLog?.address ?? missing('EVENT_LOG');
    },
    database: (service) => {
      const name = `${service.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`;
      return env[name] ?? local()?.services[service]?.databaseUrl ?? missing(name);
    },
    clockFile: () => local()?.clock?.file ?? missing('CLOCK_FILE'),
    partners: () => local()?.partners ?? noStack(),
    adminDatabase: () => env['ADMIN_DATABASE_URL'] ?? local()?.postgres?.address,
  };
}

function tokens(
  as: string | undefined,
  usually: string,
  env: Environment,
  issuer: () => { url: string; audience: string },
): TokenSource {
  const given = env['XIANJIE_TOKEN'];
  if (given && !as) return async () => given;
  const { url, audience } = issuer();
  const clientId = env['XIANJIE_CLIENT_ID'];
  if (clientId && !as) {
    const clientSecret = env['XIANJIE_CLIENT_SECRET'] ?? missing('XIANJIE_CLIENT_SECRET');
    return clientTokens(url, audience, { clientId, clientSecret, scope: env['XIANJIE_SCOPE'] });
  }
  return clientTokens(url, audience, sampleCredentials(as ?? usually));
}

function sampleCredentials(id: string) {
  try {
    const { clientId, clientSecret, kind } = sampleAgency(id);
    return { clientId, clientSecret, scope: scopesFor(kind).join(' ') };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function noStack(): never {
  throw new UsageError('No local stack runs (npm start)');
}

function missing(name: string): never {
  throw new UsageError(`No local stack runs (npm start) and ${name} is not set`);
}
