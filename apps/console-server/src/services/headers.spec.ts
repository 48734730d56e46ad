import { describe, expect, it } from '@jest/globals';
import { towardsBrowser, towardsService } from './headers.js';

describe('what a service is told', () => {
  it('is the request without cookies, addresses, and what only neighbours say', () => {
    const told = towardsService(
      {
        ...{ authorization: 'Bearer a', accept: 'application/json', 'idempotency-key': 'k' },
        ...{
          'upload-offset': '0',
          'tus-resumable': '1.0.0',
          'last-event-id': '7',
          'accept-language': 'zh-CN',
        },
        ...{
          cookie: 'xianjie-session=…',
          host: 'console',
          origin: 'https://console',
          referer: 'https://console/a',
        },
        ...{ 'x-forwarded-for': '1.2.3.4', 'sec-fetch-site': 'same-origin', 'x-xianjie-console': '1' },
        ...{ 'transfer-encoding': 'chunked', te: 'trailers', upgrade: 'h2c', 'keep-alive': '1' },
        ...{ connection: 'close, x-private', 'x-private': '1', traceparent: 'theirs' },
      },
      'ours',
    );
    expect(told).toEqual({
      ...{ authorization: 'Bearer a', accept: 'application/json', 'idempotency-key': 'k' },
      ...{ 'upload-offset': '0', 'tus-resumable': '1.0.0', 'last-event-id': '7', 'accept-language': 'zh-CN' },
      traceparent: 'ours',
    });
  });

  it('cannot lose its token by a header that names it away', () => {
    expect(towardsService({ authorization: 'Bearer a', connection: 'authorization' }, undefined)).toEqual({
      authorization: 'Bearer a',
    });
  });
});

describe('what a browser is told', () => {
  it('is the answer without cookies, and with a policy that runs nothing', () => {
    expect(
      towardsBrowser({
        ...{ 'content-type': 'text/html', etag: '"1"', link: '</leads/1>', 'content-length': '3' },
        ...{ 'set-cookie': ['a=b'], connection: 'keep-alive', 'keep-alive': 'timeout=5', server: 'x' },
        ...{ 'content-security-policy': 'script-src *', 'access-control-allow-origin': '*' },
      }),
    ).toEqual({
      ...{ 'content-type': 'text/html', etag: '"1"', link: '</leads/1>', 'content-length': '3' },
      'cache-control': 'private, no-store',
      'content-security-policy': expect.stringMatching(/^default-src 'none';/),
    });
  });

  it('keeps nothing of a case unless the service allows it', () => {
    expect(towardsBrowser({ 'cache-control': 'max-age=60' })['cache-control']).toBe('max-age=60');
  });
});
