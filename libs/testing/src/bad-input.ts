import { connect } from 'node:net';
import { afterEach, describe, expect, it } from './jest-globals.js';
import type { TestService } from './start-test-service.js';
import type { TokenWords } from './test-issuer.js';

export interface BadInputSubject {
  /** A POST route that takes JSON. */
  readonly path: string;
  /** Who may call it. */
  readonly words: TokenWords;
  /** A body that it accepts; each field is broken in turn. */
  readonly valid: () => Readonly<Record<string, unknown>>;
  /** How many rows there are; must not change by a refused request. */
  readonly count: (service: TestService) => Promise<number>;
}

/** Words of the machinery that must not reach a caller. */
const INTERNAL = /node_modules|\bat \w+ \(|SELECT |INSERT |QueryFailed|FST_|Zod|\.ts:\d|pg_|SQLSTATE/;

/**
 * Tests that a service answers rubbish with a clear problem, writes nothing half, and lives on: the same for every service.
 */
export function describeBadInput(service: () => TestService, subject: BadInputSubject): void {
  const { path, words, valid, count } = subject;
  const text = () => JSON.stringify(valid());

  async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
    const token = await service().issuer.token(words);
    const response = await fetch(`${service().url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      body,
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** The problem that a request is answered with, after checking that nothing was written and nothing leaks. */
  async function refused(body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>) {
    const before = await count(service());
    const response = await post(body, headers);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(response.text).not.toMatch(INTERNAL);
    expect(await count(service())).toBe(before);
    return JSON.parse(response.text) as {
      status: number;
      code: string;
      errors?: { field: string; rule: string }[];
    };
  }

  describe(`bad input at POST ${path}`, () => {
    afterEach(async () => {
      expect((await fetch(`${service().url}/livez`)).status).toBe(200);
    });

    it.each([
      ['half a body', () => text().slice(0, -2), 'body.malformed'],
      ['nothing', () => '', 'body.malformed'],
      ['rubbish', () => '\u0001\u0002{]', 'body.malformed'],
      [
        'a body within 100,000 brackets',
        () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
        'input.invalid',
      ],
      ['a polluted prototype', () => `{"__proto__":{"x":1},${text().slice(1)}`, 'body.malformed'],
      ['null', () => 'null', 'input.invalid'],
      ['a list', () => '[]', 'input.invalid'],
      ['a number', () => '1e999', 'input.invalid'],
      ['text', () => '"rubbish"', 'input.invalid'],
    ])('refuses %s', async (_what, body, code) => {
      expect(await refused(body())).toMatchObject({ status: 400, code });
    });

    it('refuses bytes that are not UTF-8', async () => {
      const bytes = new Uint8Array([
        ...new TextEncoder().encode('{"'),
        0xd5,
        0xe3,
        ...new TextEncoder().encode('":1}'),
      ]);
      expect(await refused(bytes)).toMatchObject({ status: 400, code: 'body.charset' });
    });

    it.each([
      ['a charset other than UTF-8', { 'content-type': 'application/json; charset=gbk' }],
      ['a compressed body', { 'content-encoding': 'gzip' }],
      ['plain text', { 'content-type': 'text/plain' }],
      ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['XML', { 'content-type': 'application/xml' }],
      ['a stream of lines', { 'content-type': 'application/x-ndjson' }],
    ])('refuses %s', async (_what, headers) => {
      expect(await refused(text(), headers)).toMatchObject({ status: 415, code: 'body.media-type' });
    });

    it('refuses a field it does not know, by name', async () => {
      const problem = await refused(JSON.stringify({ ...valid(), nobodyKnowsThis: 1 }));
      expect(problem.errors).toContainEqual(
        expect.objectContaining({ field: 'nobodyKnowsThis', rule: 'unknown-field' }),
      );
    });

    it('refuses a field of the wrong type, by name', async () => {
      for (const name of Object.keys(valid())) {
        const problem = await refused(JSON.stringify({ ...valid(), [name]: { wrong: [1] } }));
        expect(problem).toMatchObject({ status: 400 });
        expect(problem.errors?.some(({ field }) => field.startsWith(name))).toBe(true);
      }
    });

    it('refuses a character that no database keeps', async () => {
      const [name] = Object.entries(valid()).find(([, value]) => typeof value === 'string') ?? [];
      if (name)
        expect(await refused(JSON.stringify({ ...valid(), [name]: 'a\u0000b' }))).toMatchObject({
          status: 400,
        });
    });

    it('refuses a body of 50 MB without reading it', async () => {
      const token = await service().issuer.token(words);
      const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`;
      const answer = await raw(service(), `${head}Content-Length: 52428800\r\n\r\n{"a":"`);
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      expect(answer).toContain('"code":"body.too-large"');
    });

    it('refuses a flood of headers', async () => {
      const flood = Array.from({ length: 400 }, (_, index) => `x-flood-${index}: ${'y'.repeat(80)}\r\n`).join(
        '',
      );
      const answer = await raw(service(), `POST ${path} HTTP/1.1\r\nHost: x\r\n${flood}\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 431 /);
      expect(answer).toContain('"code":"request.headers-too-large"');
    });

    it('refuses what is not HTTP', async () => {
      expect(await raw(service(), 'rubbish\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    });

    it.each(['/%zz', '/%00', `/${'a'.repeat(5000)}`, '/../../etc/passwd'])(
      'refuses the address %#: not one of ours',
      async (address) => {
        const answer = await raw(
          service(),
          `GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
        );
        expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
        expect(answer).not.toMatch(INTERNAL);
      },
    );
  });
}

/** Sends bytes as they are, and answers what came back until it was whole or the server ended it. */
function raw(service: TestService, request: string): Promise<string> {
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(request));
    const done = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('data', (chunk) => {
      answer += chunk.toString('utf8');
      if (/\r\n\r\n.*}$/s.test(answer)) done();
    });
    socket.on('error', done);
    socket.on('close', done);
  });
}
