import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDomainError } from '@xianjie/errors';
import {
  partnerKeysFrom,
  replaysInMemory,
  signRequest,
  verifyRequest,
  type HttpRequest,
  type SignatureFields,
} from '../index.js';
import { NOW, parties, refusalOf, SUITES } from '../two-parties.suite.js';
import { signatureBase } from './signature-base.js';
import { parseDictionary, type InnerList } from './structured-fields.js';

const request = (change: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url: 'https://police.example/transfers?round=2',
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('{"transferNo":"杭知移〔2026〕3号"}'),
  ...change,
});
const at = (text: string): Date => new Date(text);
const forPolice = { recipient: 'police', createdAt: NOW };
const withFields = (one: HttpRequest, fields: SignatureFields): HttpRequest => ({
  ...one,
  headers: { ...one.headers, ...fields },
});

describe.each(SUITES)('a request signed in %s', (suite) => {
  const { us, police } = parties(suite);
  const signed = async (one = request()): Promise<HttpRequest> =>
    withFields(one, await signRequest(us, one, forPolice));

  it('tells who sent it, when and as what', async () => {
    const fields = await signRequest(us, request(), { ...forPolice, messageId: 'delivery-7' });
    expect(fields['signature-input']).toContain(`alg="${suite === 'SM' ? 'sm2-sm3' : 'ed25519'}"`);
    expect(await verifyRequest(police, withFields(request(), fields), { now: NOW, sender: 'us' })).toEqual({
      sender: 'us',
      keyId: 'us-sign',
      messageId: 'delivery-7',
      createdAt: NOW,
    });
  });

  it.each([
    ['without a body', request({ method: 'GET', headers: {}, body: undefined })],
    ['with an empty body', request({ body: new Uint8Array() })],
    ['without a query', request({ url: 'https://police.example/transfers' })],
    ['without a type', request({ headers: {} })],
    ['with a digest of its own', request({ headers: { 'Content-Digest': 'md5=:AAAA:' } })],
  ])('may be %s', async (_name, one) => {
    expect((await verifyRequest(police, await signed(one), { now: NOW })).sender).toBe('us');
  });

  it.each([
    ['method', { method: 'PUT' }, 'forbidden envelope.signature'],
    ['host', { url: 'https://other.example/transfers?round=2' }, 'forbidden envelope.signature'],
    ['path', { url: 'https://police.example/answers?round=2' }, 'forbidden envelope.signature'],
    ['query', { url: 'https://police.example/transfers?round=3' }, 'forbidden envelope.signature'],
    ['query, gone', { url: 'https://police.example/transfers' }, 'forbidden envelope.signature'],
    ['body', { body: Buffer.from('{}') }, 'forbidden envelope.digest'],
    ['body, gone', { body: undefined }, 'forbidden envelope.digest'],
  ])('is refused with another %s', async (_name, change, code) => {
    const received = { ...(await signed()), ...change };
    expect(await refusalOf(verifyRequest(police, received, { now: NOW }))).toBe(code);
  });

  it.each([
    [
      'query',
      request({ url: 'https://police.example/transfers' }),
      { url: 'https://police.example/transfers?all' },
    ],
    ['body', request({ body: undefined }), { body: Buffer.from('{}') }],
  ])('is refused with a %s that was added', async (_name, one, change) => {
    const received = { ...(await signed(one)), ...change };
    expect(await refusalOf(verifyRequest(police, received, { now: NOW }))).toBe(
      'forbidden envelope.coverage',
    );
  });

  it('is refused with a type that was added or changed', async () => {
    const bare = await signed(request({ headers: {} }));
    const typed = { ...bare, headers: { ...bare.headers, 'Content-Type': 'text/html' } };
    expect(await refusalOf(verifyRequest(police, typed, { now: NOW }))).toBe('forbidden envelope.coverage');
    const whole = await signed();
    const other = { ...whole, headers: { ...whole.headers, 'content-type': 'text/html' } };
    expect(await refusalOf(verifyRequest(police, other, { now: NOW }))).toBe('forbidden envelope.signature');
  });

  it('is refused with any character of its fields changed', async () => {
    const whole = await signed();
    for (const name of ['content-digest', 'signature-input', 'signature'] as const) {
      const value = String(whole.headers[name]);
      const accepted: number[] = [];
      for (let at = 0; at < value.length; at += 1) {
        const char = value[at] === 'A' ? 'B' : 'A';
        const changed = value.slice(0, at) + char + value.slice(at + 1);
        const received = { ...whole, headers: { ...whole.headers, [name]: changed } };
        const code = await refusalOf(verifyRequest(police, received, { now: NOW })).catch(() => 'accepted');
        if (code === 'accepted') accepted.push(at);
      }
      expect([name, accepted]).toEqual([name, []]);
    }
  });

  it.each([
    ['five minutes old', '2026-11-25T08:05:00Z', 'accepted'],
    ['older', '2026-11-25T08:05:00.001Z', 'forbidden envelope.age'],
    ['a minute ahead', '2026-11-25T07:59:00Z', 'accepted'],
    ['further ahead', '2026-11-25T07:58:59Z', 'forbidden envelope.age'],
  ])('that is %s: %s', async (_name, now, code) => {
    const received = await signed();
    const verified = verifyRequest(police, received, { now: at(now) });
    if (code === 'accepted') expect((await verified).sender).toBe('us');
    else expect(await refusalOf(verified)).toBe(code);
  });

  it('is refused the second time', async () => {
    const received = await signed();
    const wanted = { now: NOW, replays: replaysInMemory() };
    await verifyRequest(police, received, wanted);
    expect(await refusalOf(verifyRequest(police, received, wanted))).toBe('forbidden envelope.replayed');
  });

  it('is refused from another sender than expected, or from a stranger', async () => {
    const received = await signed();
    expect(await refusalOf(verifyRequest(police, received, { now: NOW, sender: 'somebody' }))).toBe(
      'forbidden envelope.key',
    );
    const deaf = partnerKeysFrom({ self: 'police', own: [], partners: [] });
    expect(await refusalOf(verifyRequest(deaf, received, { now: NOW }))).toBe('forbidden envelope.key');
  });

  it('counts beside signatures of others, such as proxies', async () => {
    const received = await signed();
    const headers = {
      ...received.headers,
      'signature-input': `proxy=("@method");created=1;keyid="proxy", ${received.headers['signature-input']}`,
      signature: ['proxy=:AAAA:', String(received.headers['signature'])],
    };
    expect((await verifyRequest(police, { ...received, headers }, { now: NOW })).sender).toBe('us');
  });

  it('is refused where it is not signed at all', async () => {
    expect(await refusalOf(verifyRequest(police, request(), { now: NOW }))).toBe(
      'forbidden envelope.unsigned',
    );
  });
});

describe('what a signature must cover', () => {
  const { us, police } = parties('INTL');
  const own = us.signer('INTL', NOW);
  const created = NOW.getTime() / 1000;

  /** A request with a signature over whatever is asked for. */
  async function signedOver(components: string, parameters: string, digest?: string): Promise<HttpRequest> {
    const fields = await signRequest(us, request(), forPolice);
    const headers = { ...request().headers, 'content-digest': digest ?? fields['content-digest'] };
    const input = `(${components})${parameters}`;
    const base = signatureBase(request({ headers }), parseDictionary(`s=${input}`).get('s') as InnerList);
    const signature = Buffer.from(await own.sign(Buffer.from(base))).toString('base64');
    return request({
      headers: { ...headers, 'signature-input': `s=${input}`, signature: `s=:${signature}:` },
    });
  }

  const BODY = '"content-digest" "content-type"';
  const usual = `;created=${created};nonce="1";keyid="us-sign"`;
  it.each([
    ['the whole URI', `"@method" "@target-uri" ${BODY}`, usual],
    ['host and target', `"@method" "@authority" "@request-target" ${BODY}`, usual],
    ['host, path and query', `"@method" "@authority" "@path" "@query" ${BODY}`, usual],
    ['more than is asked for', `"@scheme" "@method" "@target-uri" ${BODY}`, `${usual};tag="x";alg="ed25519"`],
    ['an end that is not reached', `"@method" "@target-uri" ${BODY}`, `${usual};expires=${created}`],
  ])('is enough with %s', async (_name, components, parameters) => {
    const received = await signedOver(components, parameters);
    expect((await verifyRequest(police, received, { now: NOW })).sender).toBe('us');
  });

  it.each([
    ['nothing', '', usual, 'coverage'],
    ['no method', `"@target-uri" ${BODY}`, usual, 'coverage'],
    ['no host', `"@method" "@request-target" ${BODY}`, usual, 'coverage'],
    ['no path', `"@method" "@authority" "@query" ${BODY}`, usual, 'coverage'],
    ['no query', `"@method" "@authority" "@path" ${BODY}`, usual, 'coverage'],
    ['no digest', '"@method" "@target-uri" "content-type"', usual, 'coverage'],
    ['no type', '"@method" "@target-uri" "content-digest"', usual, 'coverage'],
    ['no date', `"@method" "@target-uri" ${BODY}`, ';nonce="1";keyid="us-sign"', 'coverage'],
    ['no id', `"@method" "@target-uri" ${BODY}`, `;created=${created};keyid="us-sign"`, 'coverage'],
    ['no key', `"@method" "@target-uri" ${BODY}`, `;created=${created};nonce="1"`, 'key'],
    ['another algorithm', `"@method" "@target-uri" ${BODY}`, `${usual};alg="sm2-sm3"`, 'key'],
    [
      'a key to encrypt with',
      `"@method" "@target-uri" ${BODY}`,
      usual.replace('us-sign', 'us-encrypt'),
      'key',
    ],
    ['an end that has passed', `"@method" "@target-uri" ${BODY}`, `${usual};expires=${created - 1}`, 'age'],
  ])('is refused with %s', async (_name, components, parameters, code) => {
    const received = await signedOver(components, parameters);
    expect(await refusalOf(verifyRequest(police, received, { now: NOW }))).toBe(`forbidden envelope.${code}`);
  });

  it.each([
    ['of a component twice', `"@method" "@method" "@target-uri" ${BODY}`],
    ['of a component with parameters', `"@method";req "@target-uri" ${BODY}`],
    ['of a token', `method "@target-uri" ${BODY}`],
  ])('is refused with a list %s', async (_name, components) => {
    const received = await signedOver(`"@method" "@target-uri" ${BODY}`, usual);
    const headers = { ...received.headers, 'signature-input': `s=(${components})${usual}` };
    expect(await refusalOf(verifyRequest(police, { ...received, headers }, { now: NOW }))).toBe(
      'invalid envelope.malformed',
    );
  });

  it('is every digest that is known, and at least one', async () => {
    const right = (await signRequest(us, request(), forPolice))['content-digest'] ?? '';
    const wrong = `sha-512=:${Buffer.alloc(64).toString('base64')}:`;
    const inSm = (await signRequest(parties('SM').us, request(), forPolice))['content-digest'] ?? '';
    for (const [digest, accepted] of [
      [right, true],
      [`unknown=:AAAA:, ${right}`, true],
      [`${right}, ${wrong}`, false],
      [`${wrong}, ${right}`, false],
      ['unknown=:AAAA:', false],
      [inSm, false],
      ['sha-256="no bytes"', false],
    ] as const) {
      const received = await signedOver(`"@method" "@target-uri" ${BODY}`, usual, digest);
      const verified = verifyRequest(police, received, { now: NOW });
      if (accepted) expect((await verified).sender).toBe('us');
      else expect(await refusalOf(verified)).toBe('forbidden envelope.digest');
    }
  });
});

describe('what another implementation signed', () => {
  const vectors = JSON.parse(readFileSync(new URL('../vectors/interop.json', import.meta.url), 'utf8')) as {
    request: {
      publicKey: Record<string, unknown>;
      createdAt: string;
      request: HttpRequest & { body: string };
    };
  };

  it('is verified, with its own choice of components and digest', async () => {
    const { publicKey, createdAt, request: made } = vectors.request;
    const key = {
      id: 'stock-sign',
      suite: 'INTL',
      use: 'sign',
      validFrom: '2026-01-01T00:00:00Z',
      validTo: '2030-01-01T00:00:00Z',
      publicKey,
    };
    const keys = partnerKeysFrom({
      self: 'us',
      own: [],
      partners: [{ id: 'hz-police', suite: 'INTL', keys: [key] }],
    });
    const received = { ...made, body: Buffer.from(made.body) };
    expect((await verifyRequest(keys, received, { now: at(createdAt) })).messageId).toBe('a-1');
  });
});

describe('garbage in the fields', () => {
  const { police } = parties('INTL');
  const piece = fc.constantFrom(
    'a',
    '=',
    '(',
    ')',
    '"',
    ';',
    ',',
    ' ',
    ':',
    '?',
    '1',
    'keyid',
    '"us-sign"',
    '\\',
    '@method',
    'sig',
  );
  const field = fc.oneof(
    fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.string(),
  );

  it('is refused with a DomainError', async () => {
    await fc.assert(
      fc.asyncProperty(field, field, field, async (input, signature, digest) => {
        const headers = { 'signature-input': input, signature, 'content-digest': digest };
        return verifyRequest(police, request({ headers }), { now: NOW }).then(
          () => false,
          (error: unknown) => isDomainError(error),
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('is refused at once, however long', async () => {
    for (const part of ['a', '"', '("', 'a=(', 'a=1,', ';a=', ' ', ':', '\\"']) {
      const headers = { 'signature-input': part.repeat(3_000_000), signature: part.repeat(3_000_000) };
      const started = performance.now();
      await refusalOf(verifyRequest(police, request({ headers }), { now: NOW }));
      expect(performance.now() - started).toBeLessThan(200);
    }
  });
});
