import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Desk, consoleUrl } from './desk.js';
import { roles } from './roles.js';

const desk = new Desk();
const services = ['lead-reporting', 'exam-exchange', 'credit-publishing', 'case-transfer'] as const;

interface Operation {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly permission: string;
}

interface Rule {
  readonly kinds: readonly string[];
  readonly scopes: readonly string[];
}

// A path that lint does not follow: these specs look at the platform from outside.
const { permissions } = (await import(`../../${'libs/identity/src/permissions'}.js`)) as {
  permissions: Readonly<Record<string, Rule>>;
};
const NO_ID = '01a20aec-0000-7000-8000-000000000000';
let operations: readonly Operation[] = [];

/** Every operation of every service, as its OpenAPI document names it with the permission it asks for. */
async function operationsOf(service: string): Promise<Operation[]> {
  const response = await fetch(`${consoleUrl}/api/${service}/openapi.json`, { headers: await asSomebody() });
  const { paths } = (await response.json()) as {
    paths: Record<string, Record<string, { 'x-permission'?: string }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { 'x-permission': permission }]) =>
      permission && permission !== 'public'
        ? [{ service, method: method.toUpperCase(), path, permission }]
        : [],
    ),
  );
}

async function asSomebody(): Promise<{ cookie: string }> {
  const page = await desk.asOfficer('chenli');
  const cookies = await page.context().cookies(consoleUrl);
  return { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
}

/** Sends it from a page of the console, as its scripts do; answers the status and the code of a refusal. */
function send(page: Page, { service, method, path }: Operation): Promise<readonly [number, string | null]> {
  const url = `/api/${service}${path.replaceAll(/\{[^}]+\}/g, NO_ID)}`;
  return page.evaluate(
    async ([address, verb]) => {
      const gone = new AbortController();
      const own = { 'x-xianjie-console': '1' };
      const body = ['GET', 'HEAD', 'DELETE'].includes(verb)
        ? { headers: own }
        : { headers: { ...own, 'content-type': 'application/json' }, body: '{}' };
      const response = await fetch(address, { method: verb, ...body, signal: gone.signal });
      const isProblem =
        verb !== 'HEAD' && response.headers.get('content-type')?.startsWith('application/problem+json');
      const code = isProblem ? ((await response.json()) as { code: string }).code : null;
      gone.abort(); // a stream would go on for ever
      return [response.status, code] as const;
    },
    [url, method] as const,
  );
}

beforeAll(async () => {
  operations = (await Promise.all(services.map(operationsOf))).flat();
});

describe.each(roles)('the services behind the pages of $agency', ({ login }) => {
  it('refuse in the browser what the agency may not, and answer what it may read', async () => {
    const page = await desk.asOfficer(login);
    desk.expectFaults(page, /^4\d\d: /);
    const session = (await page.evaluate(() => fetch('/session').then((response) => response.json()))) as {
      agency: { kind: string };
      scopes: string[];
    };
    const wrong: string[] = [];
    for (const operation of operations) {
      const rule = permissions[operation.permission]!;
      const may =
        rule.kinds.includes(session.agency.kind) &&
        rule.scopes.some((scope) => session.scopes.includes(scope));
      // What it may change is played in the stories: here nothing is changed.
      if (may && !['GET', 'HEAD'].includes(operation.method)) continue;
      const [status, code] = await send(page, operation);
      // An answer to HEAD has no body to say why.
      const refused = status === 403 && (operation.method === 'HEAD' || /^permission\./.test(code ?? ''));
      if (refused === may || status >= 500 || status === 401)
        wrong.push(
          `${operation.method} ${operation.service}${operation.path}: ${status} ${code}, may: ${may}`,
        );
    }
    expect(wrong).toEqual([]);
    expect(operations.length).toBeGreaterThan(80);
  });
});

describe('somebody who is not signed in', () => {
  it('gets nothing of any service', async () => {
    const page = await desk.asNobody();
    desk.expectFaults(page, /^401: /);
    for (const operation of operations.filter(({ method }) => method === 'GET').slice(0, 40))
      expect([operation.path, await send(page, operation)]).toEqual([operation.path, [401, 'session.none']]);
  });
});

describe('a page of another site', () => {
  it('changes nothing in an officer’s name, and reads nothing', async () => {
    const page = await desk.asOfficer('chenli');
    desk.expectFaults(page, /./);
    const cookies = await page.context().cookies();
    const foreign = await page.context().newPage();
    await foreign.route('https://elsewhere.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>elsewhere</title>' }),
    );
    await foreign.goto('https://elsewhere.example/');
    const outcomes = await foreign.evaluate(async (origin) => {
      const attempts: [string, RequestInit][] = [
        ['/session', { credentials: 'include' }],
        ['/api/lead-reporting/leads', { credentials: 'include' }],
        ['/session/sign-out', { method: 'POST', credentials: 'include', mode: 'no-cors' }],
        [
          '/api/lead-reporting/leads',
          { method: 'POST', credentials: 'include', headers: { 'x-xianjie-console': '1' } },
        ],
      ];
      return Promise.all(
        attempts.map(([path, init]) =>
          fetch(origin + path, init).then(
            (response) => response.type,
            () => 'blocked',
          ),
        ),
      );
    }, consoleUrl);
    expect(outcomes).toEqual(['blocked', 'blocked', expect.stringMatching(/opaque|blocked/), 'blocked']);
    expect(await page.context().cookies()).toEqual(cookies);
    expect(await page.evaluate(() => fetch('/session').then(({ status }) => status))).toBe(200);
  });
});
