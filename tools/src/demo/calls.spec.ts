import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Api } from '../api/api.js';
import { act, look, persistently, refusalOf } from './calls.js';

let server: Server;
let api: Api;
/** What the service answers, one after the other; the last one again and again. */
let answers: { status: number; body: string }[];
let keys: (string | undefined)[];

beforeEach(async () => {
  keys = [];
  server = createServer((request, response) => {
    keys.push(request.headers['idempotency-key'] as string | undefined);
    const { status, body } = (answers.length > 1 ? answers.shift() : answers[0])!;
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  api = new Api(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, async () => 'token');
});
afterEach(() => void server.close());

const later = { status: 503, body: '{}' };
const done = { status: 201, body: '{"id":"1"}' };
const refused = { status: 409, body: '{"code":"case.fine-barred","detail":"No fine"}' };

describe('an act of the story', () => {
  it('is sent again under the same key while the service says "not now", or breaks off', async () => {
    answers = [later, { status: 200, body: '{"id":' }, done];
    expect(await act(api, '/cases')).toEqual({ id: '1' });
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it('has a key of its own', async () => {
    answers = [done];
    await act(api, '/cases');
    await act(api, '/cases');
    expect(new Set(keys).size).toBe(2);
  });

  it('that is refused is not tried again, and its code is told where it is expected', async () => {
    answers = [refused];
    await expect(act(api, '/cases')).rejects.toMatchObject({ status: 409 });
    expect(await refusalOf(api, '/cases')).toBe('case.fine-barred');
    expect(keys).toHaveLength(2);
  });

  it('that should have been refused is not seen', async () => {
    answers = [done];
    await expect(refusalOf(api, '/cases')).rejects.toThrow('was allowed');
  });

  it('is read again as well', async () => {
    answers = [later, { status: 200, body: '{"id":"2"}' }];
    expect(await look(api, '/cases/2')).toEqual({ id: '2' });
  });

  it('is begun again whatever broke, and says so; a refusal stands', async () => {
    let times = 0;
    const record = async () => {
      times += 1;
      if (times < 3) throw new Error('the broker is gone');
      return 'kept';
    };
    expect(await persistently(record)).toEqual({ value: 'kept', again: true });
    expect(await persistently(record)).toEqual({ value: 'kept', again: false });
    answers = [refused];
    await expect(persistently(() => act(api, '/cases'))).rejects.toMatchObject({ status: 409 });
  });
});
