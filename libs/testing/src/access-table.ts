import { permissions, routesOf, type Agency, type AgencyKind, type Permission } from '@xianjie/identity';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from './jest-globals.js';
import type { TestService } from './start-test-service.js';
import { testAgency, type TokenWords } from './test-issuer.js';

/** A request that reaches for what belongs to another agency. */
export interface ForeignRequest {
  /** Who asks: an agency that has the permission, but not this row. */
  readonly agency: Agency;
  readonly path?: string;
  readonly body?: unknown;
}

/** Who may call a route, and how it is called. */
export interface AccessRow {
  /** As the route's `@Allow` says. */
  readonly allow: Permission | 'public';
  /** A path with its parameters filled in; a random id for each unless told. */
  readonly path?: string;
  readonly body?: unknown;
  /** `application/json` unless told. */
  readonly contentType?: string;
  /** The act is an officer's: a system's token alone is refused. */
  readonly officer?: boolean;
  /**
   * Prepares and names a request for another agency's things, which must be answered 403 or 404; or why the route touches nothing that
   * belongs to an agency. Left out only for public routes.
   */
  readonly foreign?: string | ((service: TestService) => Promise<ForeignRequest>);
}

const operators = 'operators look after the backbone of all agencies; they see no content of one';
const release = { allow: 'parked:release', foreign: operators } as const;

/** The routes that every service has; they are tested with each service's own. */
const everyService: Readonly<Record<string, AccessRow>> = {
  'GET /livez': { allow: 'public' },
  'GET /readyz': { allow: 'public' },
  'GET /metrics': { allow: 'public' },
  'GET /openapi.json': { allow: 'public' },
  'GET /exports/:topic': {
    allow: 'event:export',
    foreign: 'an export holds what the topic holds, for who may read it',
  },
  'GET /calendar': { allow: 'calendar:read', foreign: 'working days are everybody’s' },
  'POST /calendar/notices': { allow: 'calendar:load', foreign: operators },
  'GET /agencies': { allow: 'agency:read', foreign: 'who takes part is known to all who do' },
  'GET /changes': { allow: 'change:read', foreign: 'who listens is told of what it may see' },
  'GET /clocks': { allow: 'clock:read', foreign: 'a worklist holds limits of the caller’s agency only' },
  'GET /clocks/counts': { allow: 'clock:read', foreign: 'counts are of the caller’s agency only' },
  'GET /ops/state': { allow: 'ops:read', foreign: operators },
  'GET /ops/traces/:traceId': {
    allow: 'ops:read',
    path: `/ops/traces/${'a'.repeat(32)}`,
    foreign: operators,
  },
  'GET /ops/marks': { allow: 'ops:read', path: '/ops/marks?streamId=a.b/c', foreign: operators },
  'GET /statistics': {
    allow: 'statistics:read',
    path: '/statistics?from=2026-01&to=2026-12',
    foreign: 'only what the caller may see is counted',
  },
  'GET /parked': { allow: 'parked:read', foreign: operators },
  'GET /parked/events': { allow: 'parked:read', foreign: operators },
  'POST /parked/dry-run': release,
  'POST /parked/release': release,
  'POST /parked/give-up': release,
  'POST /parked/accept-log': release,
};
/** Schemas are public, whatever part of the registry's API is asked. */
const REGISTRY = /^\w+ \/registry(\/|$)/;

type Attempt = readonly [
  who: string,
  status: number,
  code: string,
  token: (service: TestService, words: TokenWords) => Promise<string | undefined>,
];

const OFFICER = { id: 'officer-1', name: '吴越' };

const attempts: readonly Attempt[] = [
  ['without a token', 401, 'token.missing', async () => undefined],
  [
    'with an expired token',
    401,
    'token.expired',
    ({ issuer }, words) => issuer.token({ ...words, expiresIn: -120 }),
  ],
  ['with a forged token', 401, 'token.invalid', ({ issuer }, words) => issuer.forged(words)],
  ['with an unsigned token', 401, 'token.invalid', async ({ issuer }, words) => issuer.unsigned(words)],
  [
    'with a token signed by the public key',
    401,
    'token.invalid',
    ({ issuer }, words) => issuer.confused(words),
  ],
  [
    'with a token for another audience',
    401,
    'token.audience',
    ({ issuer }, words) => issuer.token({ ...words, audience: 'urn:other' }),
  ],
  [
    'with a token that names no agency',
    401,
    'token.claims',
    ({ issuer }, words) => issuer.token({ ...words, claims: { agency: undefined } }),
  ],
  [
    'without the scope',
    403,
    'permission.scope',
    ({ issuer }, words) => issuer.token({ ...words, scopes: ['other'] }),
  ],
];

/**
 * Tests each route of a service with each kind of wrong caller. `table` has a row per route, named `METHOD /path/:id`; a route of the
 * running service that is not in it, and a row whose route is not there or says otherwise, fail.
 */
export function describeAccess(service: () => TestService, table: Readonly<Record<string, AccessRow>>): void {
  const rows = { ...everyService, ...table };

  it('has every route in its access table', () => {
    const routes = routesOf(service().app).map(
      ({ method, path, allowed }) => [`${method} ${path}`, allowed] as const,
    );
    const registry = routes.filter(([name]) => REGISTRY.test(name));
    expect(registry.filter(([, allowed]) => allowed !== 'public')).toEqual([]);
    expect(Object.fromEntries(routes.filter((route) => !registry.includes(route)))).toEqual(
      Object.fromEntries(Object.entries(rows).map(([name, { allow }]) => [name, allow])),
    );
  });

  for (const [name, row] of Object.entries(rows)) {
    describe(name, () => describeRoute(service, name, row));
  }
}

function describeRoute(service: () => TestService, name: string, row: AccessRow): void {
  const { allow, foreign } = row;
  if (allow === 'public') {
    it('lets everybody in', async () => {
      expect([401, 403]).not.toContain((await call(service(), name, row, undefined)).status);
    });
    return;
  }
  const words = { ...wordsFor(allow), ...(row.officer ? { officer: OFFICER } : {}) };

  it('lets those in who may', async () => {
    const { status } = await call(service(), name, row, await service().issuer.token(words));
    expect([401, 403, 405, 415, 500]).not.toContain(status);
  });

  it.each(attempts)('refuses a caller %s', async (_who, status, code, token) => {
    const response = await call(service(), name, row, await token(service(), words));
    expect([response.status, response.code]).toEqual([status, told(name, code)]);
  });

  for (const kind of kindsWithout(allow)) {
    it(`refuses an agency of kind ${kind}`, async () => {
      const token = await service().issuer.token({ ...words, agency: testAgency({ id: 'stranger', kind }) });
      const response = await call(service(), name, row, token);
      expect([response.status, response.code]).toEqual([403, told(name, 'permission.agency-kind')]);
    });
  }

  if (typeof foreign === 'string') return;
  it('refuses another agency what is not its own', async () => {
    if (!foreign)
      throw new Error(`${name}: say how another agency would reach for what is not its own (foreign)`);
    const request = await foreign(service());
    const token = await service().issuer.token({ ...words, agency: request.agency });
    expect([403, 404]).toContain((await call(service(), name, { ...row, ...request }, token)).status);
  });
}

/** The answer to HEAD has no body, and so no code. */
const told = (name: string, code: string): string | undefined =>
  name.startsWith('HEAD ') ? undefined : code;

/** A token that has the permission. */
function wordsFor(permission: Permission): TokenWords {
  const { scopes, kinds } = permissions[permission];
  return { scopes, agency: testAgency({ id: 'entitled', kind: kinds[0] as AgencyKind }) };
}

/** One kind that lacks the permission is as good as all; two show that it is not one by chance. */
function kindsWithout(permission: Permission): AgencyKind[] {
  const kinds: readonly AgencyKind[] = permissions[permission].kinds;
  const others: AgencyKind[] = [
    'police',
    'procuratorate',
    'credit-platform',
    'operator',
    'platform',
    'examination',
  ];
  return others.filter((kind) => !kinds.includes(kind)).slice(0, 2);
}

async function call(
  service: TestService,
  name: string,
  row: Omit<AccessRow, 'foreign'>,
  token: string | undefined,
) {
  const [method = 'GET', pattern = '/'] = name.split(' ');
  const path = row.path ?? pattern.replace(/:\w+/g, () => randomUUID());
  const headers: Record<string, string> = {};
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  const hasBody = !['GET', 'DELETE', 'HEAD'].includes(method);
  if (hasBody) headers['content-type'] = row.contentType ?? 'application/json';
  const body = typeof row.body === 'string' ? row.body : JSON.stringify(row.body ?? {});
  const response = await fetch(`${service.url}${path}`, { method, headers, ...(hasBody ? { body } : {}) });
  const endless = response.headers.get('content-type')?.startsWith('text/event-stream');
  if (endless) await response.body?.cancel();
  const text = endless ? '' : await response.text();
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  return {
    status: response.status,
    code: isProblem && text ? (JSON.parse(text) as { code: string }).code : undefined,
  };
}
