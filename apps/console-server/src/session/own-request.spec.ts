import { describe, expect, it } from '@jest/globals';
import { demandOwnRequest, isSameOrigin } from './own-request.js';

const ORIGIN = 'https://console.example';
const own = { 'x-xianjie-console': '1', origin: ORIGIN, 'sec-fetch-site': 'same-origin' } as const;

describe('a request that changes something', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('is let in by %s from a page of the console', (method) => {
    expect(() => demandOwnRequest(method, own, ORIGIN)).not.toThrow();
  });

  it.each([
    ['without the header', { ...own, 'x-xianjie-console': undefined }],
    ['with another value of it', { ...own, 'x-xianjie-console': '0' }],
    ['from another site', { ...own, 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour on the same site', { ...own, 'sec-fetch-site': 'same-site' }],
    ['typed or bookmarked', { ...own, 'sec-fetch-site': 'none' }],
    [
      'from another origin, by an old browser',
      { ...own, 'sec-fetch-site': undefined, origin: 'https://a.example' },
    ],
    ['from nowhere', { 'x-xianjie-console': '1' }],
    ['from a sandbox', { ...own, 'sec-fetch-site': undefined, origin: 'null' }],
  ])('is refused %s', (_how, headers) => {
    expect(() => demandOwnRequest('POST', headers, ORIGIN)).toThrow('Only a page of this console');
  });

  it('is known by Origin where a browser says no more', () => {
    expect(() => demandOwnRequest('POST', { ...own, 'sec-fetch-site': undefined }, ORIGIN)).not.toThrow();
  });
});

describe('a request that only reads', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('needs no header for %s', (method) => {
    expect(() => demandOwnRequest(method, {}, ORIGIN)).not.toThrow();
  });
});

it('believes the browser before the Origin header', () => {
  expect(isSameOrigin({ 'sec-fetch-site': 'cross-site', origin: ORIGIN }, ORIGIN)).toBe(false);
});
