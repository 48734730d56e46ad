import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { mergedChanges } from './merged-changes.js';
import { Upstream } from '../rig.suite.js';

const [leads, transfers] = [new Upstream(), new Upstream()];
beforeAll(() => Promise.all([leads.start(), transfers.start()]));
afterAll(() => Promise.all([leads.stop(), transfers.stop()]));

/** A stream of changes that a service holds open. */
function held(upstream: Upstream) {
  const opened: { request: IncomingMessage; response: ServerResponse }[] = [];
  upstream.answer = (request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    opened.push({ request, response });
  };
  return opened;
}

function follow(last?: string) {
  const gone = new AbortController();
  const services = new Map([
    ['lead-reporting', new URL(leads.url)],
    ['case-transfer', new URL(transfers.url)],
  ]);
  const stream = mergedChanges({
    services,
    token: 't',
    last,
    signal: gone.signal,
    heartbeatMs: 40,
    pauseMs: 30,
  });
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const until = async (pattern: RegExp) => {
    while (!pattern.test(text)) await new Promise((resolve) => setTimeout(resolve, 5));
    return text;
  };
  return { stream, gone, until };
}

describe('the changes of all services', () => {
  it('come as one stream, each with its service and the places to go on from', async () => {
    const [one, two] = [held(leads), held(transfers)];
    const { gone, until } = follow('case-transfer=7');
    await until(/silent.*\n*[^]*silent/);
    expect(two[0]!.request.headers['last-event-id']).toBe('7');
    expect(one[0]!.request.headers['last-event-id']).toBeUndefined();
    expect(one[0]!.request.headers.authorization).toBe('Bearer t');
    one[0]!.response.write('id: 3\nevent: change\ndata: {"resource":"leads","id":"a"}\n\n');
    const text = await until(/"leads"/);
    expect(text).toContain(
      'id: case-transfer=7;lead-reporting=3\nevent: change\ndata: {"resource":"leads","id":"a","service":"lead-reporting"}\n\n',
    );
    two[0]!.response.write('id: 9\n\n');
    await until(/id: case-transfer=9;lead-reporting=3\n: heartbeat/);
    gone.abort();
  });

  it('say when a service stops to tell, and go on where it was when it is back', async () => {
    const opened = held(leads);
    held(transfers);
    const { gone, until } = follow();
    await until(/silent/);
    opened[0]!.response.end('id: 5\nevent: reset\ndata: {}\n\n');
    const text = await until(/"service":"lead-reporting","silent":true/);
    expect(text).toContain('event: reset\ndata: {"service":"lead-reporting"}');
    while (opened.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(opened[1]!.request.headers['last-event-id']).toBe('5');
    gone.abort();
  });

  it('leave a service out that does not tell this caller, without asking it again', async () => {
    let asked = 0;
    leads.answer = (_request, response) => {
      asked += 1;
      response.writeHead(403).end();
    };
    held(transfers);
    const { gone, until } = follow();
    await until(/"service":"lead-reporting","silent":true/);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(asked).toBe(1);
    gone.abort();
  });

  it('let the services go when nobody reads any more', async () => {
    const opened = held(leads);
    held(transfers);
    const { stream, until } = follow();
    await until(/silent/);
    const closed = once(opened[0]!.response, 'close');
    stream.destroy();
    await closed;
  });
});
