import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, Rig } from '../rig.suite.js';

const rig = new Rig();
let officer: Browser;

beforeAll(async () => {
  await rig.start();
  officer = rig.browser();
  await officer.signIn();
});
afterAll(() => rig.stop());
beforeEach(() => {
  rig.upstream.answer = (_request, response) => void response.end('{}');
});

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

/** A request as the service received it. */
async function received(act: () => Promise<Response>) {
  const arrived = Promise.withResolvers<{ request: IncomingMessage; body: string }>();
  rig.upstream.answer = async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    response.end('{}');
    arrived.resolve({ request, body });
  };
  const response = await act();
  await response.arrayBuffer();
  return arrived.promise;
}

/** A response whose body is not awaited. */
function open(path: string, cookie: string, headers: Record<string, string> = {}) {
  const request = httpRequest(`${rig.url}${path}`, { headers: { cookie, ...headers } });
  request.on('error', () => undefined);
  request.end();
  return request;
}

const cookieOf = ({ cookies }: Browser) => [...cookies].map((pair) => pair.join('=')).join('; ');

describe('a request to a service', () => {
  it('arrives with the officer’s token and without her cookies, at the address as it was written', async () => {
    const path = '/patents/ZL2020%2F1?asOf=2026-03-01&q=%E7%BA%BF';
    const { request } = await received(() =>
      officer.visit(`/api/lead-reporting${path}`, { headers: { 'accept-language': 'zh-CN' } }),
    );
    expect(request.url).toBe(path);
    expect(request.headers.authorization).toMatch(/^Bearer eyJ/);
    expect(request.headers.cookie).toBeUndefined();
    expect(request.headers['accept-language']).toBe('zh-CN');
    expect(request.headers.host).toBe(new URL(rig.upstream.url).host);
  });

  it('goes on with the trace that the officer can quote', async () => {
    let answered!: Response;
    const { request } = await received(
      async () => (answered = await officer.visit('/api/lead-reporting/leads')),
    );
    const trace = answered.headers.get('traceresponse')!.slice(3, 35);
    expect(request.headers.traceparent).toContain(trace);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('carries a body by %s as it is', async (method) => {
    const body = method === 'DELETE' ? undefined : '{"a": 1,  "b": "线索"}';
    const { request, body: arrived } = await received(() =>
      officer.send(method, '/api/lead-reporting/leads', {
        ...(body ? { body } : {}),
        headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
      }),
    );
    expect([request.method, arrived, request.headers['idempotency-key']]).toEqual([method, body ?? '', 'k']);
  });

  it('is refused where nobody is signed in, where the service is unknown, and from another site', async () => {
    const attempts: [Promise<Response>, number, string][] = [
      [rig.browser().visit('/api/lead-reporting/leads'), 401, 'session.none'],
      [officer.visit('/api/nowhere/leads'), 404, 'service.unknown'],
      [officer.visit('/api/lead-reporting/leads', { method: 'POST', body: '{}' }), 403, 'request.foreign'],
      [
        officer.send('POST', '/api/lead-reporting/x', { headers: { 'sec-fetch-site': 'same-site' } }),
        403,
        'request.foreign',
      ],
      [officer.visit('/api/case-transfer/transfers'), 503, 'service.unreachable'],
    ];
    for (const [attempt, status, code] of attempts) {
      const response = await attempt;
      expect([response.status, await codeOf(response)]).toEqual([status, code]);
    }
  });

  it('stays below the service’s address', async () => {
    const raw = async (path: string) => {
      const request = httpRequest({ ...hostOf(rig.url), path, headers: { cookie: cookieOf(officer) } }).end();
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    let seen: string | undefined;
    rig.upstream.answer = (request, response) => void response.end((seen = request.url));
    await raw('/api/lead-reporting/../../session');
    await raw('/api/lead-reporting//elsewhere.example/leads');
    expect(seen).toBe('//elsewhere.example/leads');
  });
});

describe('an answer of a service', () => {
  it('comes as it is: status, version, problem; without its cookies, and running nothing', async () => {
    rig.upstream.answer = (_request, response) =>
      void response
        .writeHead(409, {
          'content-type': 'application/problem+json; charset=utf-8',
          etag: '"7"',
          link: '</leads/1>; rel="latest-version"',
          'set-cookie': 'xianjie-session=planted',
          'www-authenticate': 'Bearer',
        })
        .end('{"code":"persistence.stale"}');
    const response = await officer.send('POST', '/api/lead-reporting/leads/1/handle');
    expect([response.status, await response.json()]).toEqual([409, { code: 'persistence.stale' }]);
    expect(response.headers.get('etag')).toBe('"7"');
    expect(response.headers.get('link')).toContain('latest-version');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  });

  it('of HEAD has no body and says its length', async () => {
    rig.upstream.answer = (_request, response) =>
      void response.writeHead(200, { 'content-length': '42' }).end();
    const response = await officer.visit('/api/lead-reporting/documents/1', { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '42']);
  });

  it('that breaks off is seen as broken, not as complete', async () => {
    rig.upstream.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write('{"line":1}\n');
      setTimeout(() => response.destroy(), 50);
    };
    const response = await officer.visit('/api/lead-reporting/leads');
    await expect(response.text()).rejects.toThrow();
  });
});

describe('a stream', () => {
  it('of events arrives one by one, and the service hears when the browser goes', async () => {
    const closed = Promise.withResolvers<void>();
    let stream!: ServerResponse;
    rig.upstream.answer = (request, response) => {
      stream = response.writeHead(200, { 'content-type': 'text/event-stream' });
      stream.write('data: 1\n\n');
      request.once('close', () => closed.resolve());
    };
    const request = open('/api/lead-reporting/changes', cookieOf(officer), { accept: 'text/event-stream' });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(String((await once(response, 'data'))[0])).toBe('data: 1\n\n');
    stream.write('data: 2\n\n');
    expect(String((await once(response, 'data'))[0])).toBe('data: 2\n\n');
    request.destroy();
    await closed.promise;
  });

  it('of events ends when the officer signs out', async () => {
    const other = rig.browser();
    await other.signIn();
    rig.upstream.answer = (_request, response) =>
      void response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    const request = open('/api/lead-reporting/changes', cookieOf(other), { accept: 'text/event-stream' });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    await once(response, 'data');
    const ended = new Promise<void>((resolve) => response.on('error', () => resolve()).on('end', resolve));
    await other.send('POST', '/session/sign-out');
    await ended;
  });

  it('of lines is answered line by line while it is still being sent', async () => {
    rig.upstream.answer = (request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      request.on('data', (chunk) => response.write(chunk));
      request.on('end', () => response.end());
    };
    const request = httpRequest(`${rig.url}/api/lead-reporting/leads/bulk`, {
      method: 'POST',
      headers: {
        cookie: cookieOf(officer),
        'content-type': 'application/x-ndjson',
        'x-xianjie-console': '1',
        'sec-fetch-site': 'same-origin',
      },
    });
    request.write('{"line":1}\n');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(String((await once(response, 'data'))[0])).toBe('{"line":1}\n');
    request.write('{"line":2}\n');
    expect(String((await once(response, 'data'))[0])).toBe('{"line":2}\n');
    request.end();
    await once(response, 'end');
  });

  it('of 64 MB is held nowhere: a service that reads slowly slows the browser down', async () => {
    const memory = process.memoryUsage.rss();
    let slow!: IncomingMessage;
    rig.upstream.answer = (request) => {
      slow = request;
      request.pause();
    };
    const request = httpRequest(`${rig.url}/api/lead-reporting/uploads/1`, {
      method: 'PATCH',
      headers: {
        cookie: cookieOf(officer),
        'content-type': 'application/offset+octet-stream',
        'content-length': String(64 * 1_048_576),
        'x-xianjie-console': '1',
        'sec-fetch-site': 'same-origin',
      },
    });
    request.on('error', () => undefined);
    const chunk = Buffer.alloc(1_048_576);
    let taken = 0;
    while (taken < 64) {
      taken += 1;
      if (request.write(chunk)) continue;
      const drained = await Promise.race([once(request, 'drain').then(() => true), sleep(500, false)]);
      if (!drained) break;
    }
    expect(taken).toBeLessThan(48);
    expect(process.memoryUsage.rss() - memory).toBeLessThan(64 * 1_048_576);
    const closed = new Promise<void>((resolve) => slow.on('error', () => undefined).on('close', resolve));
    request.destroy();
    slow.resume();
    await closed;
  });

  it('that the service refuses before its end is answered all the same', async () => {
    rig.upstream.answer = (_request, response) =>
      void response
        .writeHead(413, { 'content-type': 'application/problem+json' })
        .end('{"code":"upload.too-large"}');
    const response = await officer.send('PATCH', '/api/lead-reporting/uploads/1', {
      body: Buffer.alloc(8 * 1_048_576),
      headers: { 'content-type': 'application/offset+octet-stream' },
    });
    expect([response.status, await codeOf(response)]).toEqual([413, 'upload.too-large']);
  });

  it('whose browser goes away in the middle is broken off at the service, not ended', async () => {
    const outcome = Promise.withResolvers<string>();
    const arrived = Promise.withResolvers<void>();
    rig.upstream.answer = (request) => {
      request.on('data', () => arrived.resolve());
      request.on('end', () => outcome.resolve('ended'));
      request.on('error', () => outcome.resolve('broken off'));
    };
    const request = httpRequest(`${rig.url}/api/lead-reporting/uploads/1`, {
      method: 'PATCH',
      headers: {
        cookie: cookieOf(officer),
        'content-type': 'application/offset+octet-stream',
        'x-xianjie-console': '1',
        'sec-fetch-site': 'same-origin',
      },
    });
    request.on('error', () => undefined);
    request.write('half');
    await arrived.promise;
    request.destroy();
    expect(await outcome.promise).toBe('broken off');
  });
});

function hostOf(url: string) {
  const { hostname, port } = new URL(url);
  return { hostname, port };
}
