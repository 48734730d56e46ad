import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@xianjie/testing';
import { bootEdge, type RunningEdge } from '@xianjie/service';
import { TestOidcIssuer } from './oidc-issuer.suite.js';

/** Two keys that seal, newest first. */
export const KEYS = ['new', 'old'].map((id) => `${id}:${Buffer.alloc(32, id).toString('base64')}`);

/** What stands in for a service: each test says how it answers. */
export class Upstream {
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) =>
    void response.end();
  readonly #server: Server = createServer((request, response) => this.answer(request, response));
  url = '';

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

/** The console's server as it runs, between an issuer, a service and built pages of a test. */
export class Rig {
  readonly issuer = new TestOidcIssuer();
  readonly upstream = new Upstream();
  readonly #pages = mkdtempSync(join(tmpdir(), 'xianjie-pages-'));
  #edge!: RunningEdge;
  url = '';

  async start(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await Promise.all([this.issuer.start(), this.upstream.start()]);
    writePages(this.#pages);
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    Object.assign(process.env, {
      PORT: String(port),
      LOG_LEVEL: 'silent',
      OIDC_ISSUER: this.issuer.url,
      CONSOLE_URL: this.url,
      CONSOLE_FILES: this.#pages,
      SERVICES: `lead-reporting=${this.upstream.url},case-transfer=http://127.0.0.1:9`,
      CLIENT_ID: 'console',
      CLIENT_SECRET: 'hush',
      SESSION_KEYS: KEYS.join(),
      ...env,
    });
    const { AppModule } = await import('./app.module.js');
    const { parts } = await import('./parts.js');
    this.#edge = await bootEdge(AppModule, parts);
  }

  async stop(): Promise<void> {
    await this.#edge?.stop();
    await Promise.all([this.issuer.stop(), this.upstream.stop()]);
    rmSync(this.#pages, { recursive: true, force: true });
  }

  browser(): Browser {
    return new Browser(this.url);
  }
}

function writePages(folder: string): void {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  const files = {
    'index.html': '<!doctype html><title>衔接</title>',
    'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'assets/app-1a2b.js': 'console.log(1)',
    'assets/app-1a2b.js.br': 'brotli',
    'assets/app-1a2b.js.gz': 'gzip',
    '.built-from': 'secret',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

type Sent = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

/** A browser as far as cookies and redirects go, on a page of the console. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** Attributes as they were last set. */
  readonly attributes = new Map<string, string>();

  constructor(private readonly origin: string) {}

  async visit(path: string, init: Sent = {}): Promise<Response> {
    const url = new URL(path, this.origin);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const own = url.origin === this.origin;
    const headers = { ...(own && cookie ? { cookie } : {}), ...init.headers };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    if (own) for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** As a script of the console sends it. */
  send(method: string, path: string, init: Sent = {}) {
    const headers = { 'x-xianjie-console': '1', 'sec-fetch-site': 'same-origin', ...init.headers };
    return this.visit(path, { ...init, method, headers });
  }

  /** Follows redirects until there is none; answers the last response and where it was. */
  async follow(path: string): Promise<{ readonly response: Response; readonly url: string }> {
    let url = new URL(path, this.origin).href;
    for (;;) {
      const response = await this.visit(url);
      const location = response.headers.get('location');
      if (location === null) return { response, url };
      url = new URL(location, url).href;
    }
  }

  signIn(back = '/leads') {
    return this.follow(`/session/sign-in?return=${encodeURIComponent(back)}`);
  }

  #keep(line: string): void {
    const [, name = '', value = '', attributes = ''] = /^([^=]+)=([^;]*);?(.*)$/.exec(line) ?? [];
    this.attributes.set(name, attributes);
    if (/max-age=0\b/i.test(attributes)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
