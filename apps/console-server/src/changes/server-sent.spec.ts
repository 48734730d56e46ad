import { expect, it } from '@jest/globals';
import { serverSent, type ServerSent } from './server-sent.js';

async function read(...chunks: readonly (string | Uint8Array)[]): Promise<ServerSent[]> {
  async function* body() {
    for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
  const events: ServerSent[] = [];
  for await (const event of serverSent(body())) events.push(event);
  return events;
}

it('reads events wherever the network cut them', async () => {
  const text = 'retry: 3000\nid: 1\n\nid: 2\nevent: change\ndata: {"id":"线"}\n\nid: 3\n: heartbeat\n\n';
  const bytes = Buffer.from(text);
  const cut = [...Array(bytes.length).keys()].map((index) => bytes.subarray(index, index + 1));
  const expected = [
    { id: '1', event: 'message', data: '' },
    { id: '2', event: 'change', data: '{"id":"线"}' },
    { id: '3', event: 'message', data: '' },
  ];
  expect(await read(text)).toEqual(expected);
  expect(await read(...cut)).toEqual(expected);
});

it('joins the lines of data, and leaves an event out that never ended', async () => {
  expect(await read('data: a\ndata: b\n\ndata: c')).toEqual([{ event: 'message', data: 'a\nb' }]);
});
