import { DomainError } from '@xianjie/errors';
import { httpExports, type ExportClient } from '@xianjie/messaging';
import { z } from 'zod';

/** `lead-reporting=http://host:port,exam-exchange=http://host:port`. */
export const producerAddresses = z.string().transform((text, context) => {
  const entries = text.split(',').map((entry) => entry.trim().split('='));
  const addresses = new Map<string, string>();
  for (const [service, url, ...more] of entries) {
    if (service && url && more.length === 0 && URL.canParse(url)) addresses.set(service, url);
    else context.addIssue({ code: 'custom', message: '<service>=<address>,…' });
  }
  return addresses;
});

export interface ProducerSettings {
  /** Addresses of services by name. */
  readonly PRODUCERS?: ReadonlyMap<string, string> | undefined;
  readonly OIDC_ISSUER: string;
  readonly OIDC_AUDIENCE: string;
  /** This service as a client of the issuer, with the scope `event:export`. */
  readonly CLIENT_ID?: string | undefined;
  readonly CLIENT_SECRET?: string | undefined;
}

const PATIENCE_MS = 5000;

/** Exports of the other services, with a token of this one; undefined where no producer's address is configured. */
export function serviceExports(settings: ProducerSettings): ExportClient | undefined {
  const { PRODUCERS: producers } = settings;
  if (!producers) return undefined;
  return httpExports({
    urlOf: (topic) => {
      const url = producers.get(serviceOf(topic));
      if (url !== undefined) return url;
      throw new DomainError(
        'unavailable',
        'export.no-address',
        `No address is configured for ${serviceOf(topic)}`,
      );
    },
    token: () => clientToken(settings),
  });
}

/** OAuth 2 client credentials, at the token endpoint that OIDC discovery names. */
async function clientToken(settings: ProducerSettings): Promise<string> {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, CLIENT_ID: id, CLIENT_SECRET: secret } = settings;
  if (!id || !secret)
    throw new DomainError('forbidden', 'export.no-client', 'No client of the issuer is configured');
  try {
    const discovery = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const { token_endpoint } = z.object({ token_endpoint: z.url() }).parse(await discovery.json());
    const answer = await fetch(token_endpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${basic(id, secret)}` },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'event:export',
        resource: audience,
      }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
  } catch (cause) {
    throw new DomainError('unavailable', 'export.no-token', `${issuer} gives no token`, { cause });
  }
}

function basic(id: string, secret: string): string {
  return Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64');
}

function serviceOf(topic: string): string {
  return topic.split('.')[0] ?? topic;
}
