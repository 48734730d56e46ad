import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Provider from 'oidc-provider';
import { readAgencies, type SampleAgency } from './agencies.js';
import { issuerKeys } from './keys.js';
import { loginPage } from './login-page.js';
import { createProvider, type ConsoleClient } from './provider.js';

export interface IssuerOptions {
  /** Folder where the keys are kept. */
  readonly data: string;
  /** `samples/agencies.json`. */
  readonly agencies: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** 127.0.0.1 unless told. */
  readonly host?: string;
  /** As tokens name it, where that is not `http://host:port`. */
  readonly issuer?: string;
  readonly audience?: string;
  readonly console?: ConsoleClient;
  /** For the local stack alone: an officer named in `login_hint` is signed in without a password. */
  readonly oneClick?: boolean;
}

export interface Issuer {
  readonly issuer: string;
  stop(): Promise<void>;
}

/** Starts the local stack's OpenID provider. For development: secrets are in `samples/`, sessions in memory. */
export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const { host = '127.0.0.1', audience = 'urn:xianjie:api' } = options;
  const agencies = readAgencies(options.agencies);
  const keys = await issuerKeys(options.data);
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const issuer = options.issuer ?? `http://${host}:${(server.address() as AddressInfo).port}`;
  const { console } = options;
  const provider = createProvider({ issuer, audience, agencies, keys, ...(console ? { console } : {}) });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    interact({ provider, agencies, oneClick: options.oneClick ?? false }, request, response).catch(() =>
      page(response, 400, '登录已失效，请返回重新登录。'),
    );
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { issuer, stop };
}

interface Desk {
  readonly provider: Provider;
  readonly agencies: readonly SampleAgency[];
  readonly oneClick: boolean;
}

async function interact(
  { provider, agencies, oneClick }: Desk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const details = await provider.interactionDetails(request, response);
  const { uid, prompt, params } = details;
  const officers = agencies.flatMap((agency) => agency.officers);
  const admit = async (accountId: string) => {
    await forgetOther(provider, details, accountId);
    await provider.interactionFinished(request, response, { login: { accountId } });
  };
  const step = request.url?.split('/')[3]?.split('?')[0];
  if (request.method === 'GET') {
    const named = oneClick ? officers.find(({ login }) => login === params['login_hint']) : undefined;
    return named ? admit(named.id) : page(response, 200, loginPage(uid, agencies));
  }
  if (request.method !== 'POST') return page(response, 405, '不支持此请求方法');
  if (step === 'abort' || prompt.name !== 'login') {
    return provider.interactionFinished(request, response, { error: 'access_denied' });
  }
  const form = await formOf(request);
  const officer = officers.find(
    (one) => one.login === form.get('login') && same(one.password, form.get('password') ?? ''),
  );
  if (!officer) return page(response, 401, loginPage(uid, agencies, '账号或密码错误'));
  await admit(officer.id);
}

/** Who signs in takes the place of who was signed in before; the provider would ask in between. */
async function forgetOther(provider: Provider, interaction: Interaction, accountId: string): Promise<void> {
  if (!interaction.session || interaction.session.accountId === accountId) return;
  await (await provider.Session.findByUid(interaction.session.uid))?.destroy();
  delete interaction.session;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
}

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 4096) throw new Error('form too large');
  }
  return new URLSearchParams(text);
}

function same(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function page(response: ServerResponse, status: number, html: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    .end(html);
}
