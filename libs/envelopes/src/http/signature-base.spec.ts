import { createPrivateKey, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { signRequest, verifyRequest, type HttpRequest } from '../index.js';
import { NOW, parties, refusalOf } from '../two-parties.suite.js';
import { signatureBase } from './signature-base.js';
import { parseDictionary, type InnerList } from './structured-fields.js';

const request = (change: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url: 'https://police.example/transfers?round=2',
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('{"transferNo":"杭知移〔2026〕3号"}'),
  ...change,
});
describe('RFC 9421, B.2.6', () => {
  const example = request({
    url: 'https://example.com/foo?param=Value&Pet=dog',
    headers: {
      Host: 'example.com',
      Date: 'Tue, 20 Apr 2021 02:07:55 GMT',
      'Content-Type': 'application/json',
      'Content-Length': '18',
    },
  });
  const list =
    '("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"';
  const key = createPrivateKey(
    '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----',
  );

  it('gives the base and the signature of the standard', () => {
    const base = signatureBase(example, parseDictionary(`sig-b26=${list}`).get('sig-b26') as InnerList);
    expect(base.split('\n')).toEqual([
      '"date": Tue, 20 Apr 2021 02:07:55 GMT',
      '"@method": POST',
      '"@path": /foo',
      '"@authority": example.com',
      '"content-type": application/json',
      '"content-length": 18',
      `"@signature-params": ${list}`,
    ]);
    expect(sign(null, Buffer.from(base), key).toString('base64')).toBe(
      'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==',
    );
  });
});

describe('the components of a request', () => {
  const values = (url: string, ...names: string[]): string[] => {
    const list = parseDictionary(`a=(${names.map((name) => `"${name}"`).join(' ')})`).get('a') as InnerList;
    return signatureBase(request({ url, headers: { 'X-A': [' 1 ', '2'], 'x-b': '' } }), list)
      .split('\n')
      .slice(0, -1);
  };

  it.each([
    ['https://Example.COM:443', '@authority', 'example.com'],
    ['http://example.com:8080/', '@authority', 'example.com:8080'],
    ['https://example.com', '@path', '/'],
    ['https://example.com/a%20b/../c', '@path', '/c'],
    ['https://example.com/a', '@query', '?'],
    ['https://example.com/a?', '@query', '?'],
    ['https://example.com/a?q=%E7%BA%BF&q=2#part', '@query', '?q=%E7%BA%BF&q=2'],
    ['https://user:secret@example.com/a?q#part', '@target-uri', 'https://example.com/a?q'],
    ['https://example.com/a?q', '@request-target', '/a?q'],
    ['http://example.com/a?q', '@scheme', 'http'],
    ['http://example.com/', 'x-a', '1, 2'],
    ['http://example.com/', 'x-b', ''],
  ])('of %s: %s is %s', (url, name, value) => {
    expect(values(url, name)).toEqual([`"${name}": ${value}`]);
  });

  it.each(['@status', '@query-param', 'x-missing', '@', 'X-A'])('cannot be %s', (name) => {
    expect(() => values('http://example.com/', name)).toThrow('agreed form');
  });

  it.each([
    ['the method holds a line break', { method: 'POST\n"@path": /other' }],
    ['a field holds a line break', { headers: { 'content-type': 'a\n"@path": /other' } }],
    ['a field holds more than ASCII', { headers: { 'content-type': '普通' } }],
    ['the URL is relative', { url: '/transfers' }],
    ['the URL is endless', { url: `https://police.example/${'a'.repeat(9000)}` }],
  ])('are refused where %s', async (_name, change) => {
    const { us, police } = parties('INTL');
    expect(await refusalOf(signRequest(us, request(change), { recipient: 'police', createdAt: NOW }))).toBe(
      'invalid envelope.malformed',
    );
    const fields = await signRequest(us, request(), { recipient: 'police', createdAt: NOW });
    const received = request(change);
    const headers = { ...received.headers, ...fields };
    expect(await refusalOf(verifyRequest(police, { ...received, headers }, { now: NOW }))).toBe(
      'invalid envelope.malformed',
    );
  });
});
