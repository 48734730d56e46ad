import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Api } from './api.js';
import { submitLines, type LineAnswer } from './bulk.js';
import { Refused, Unavailable } from './failures.js';

type Answering = (lines: string[], response: ServerResponse, request: number) => void;

const servers: { close(): unknown }[] = [];
afterEach(() => void servers.splice(0).forEach((server) => server.close()));

/** A service that answers each request as it is told. */
async function service(answering: Answering) {
  const received: string[][] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const lines = body.trimEnd().split('\n');
      received.push(lines);
      answering(lines, response, received.length);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { api: new Api(url, async () => 'token'), received };
}

const answerTo = (line: number, status = 'accepted') => `${JSON.stringify({ line, status })}\n`;
const allOf = (lines: readonly string[]) => lines.map((_, at) => answerTo(at + 1)).join('');
const file = (...texts: string[]) => texts.map((text, at) => ({ line: at + 1, text }));

async function collected(answers: AsyncIterable<LineAnswer>): Promise<string[]> {
  const told: string[] = [];
  for await (const { line, status } of answers) told.push(`${line} ${status}`);
  return told;
}

describe('a bulk submission', () => {
  it('answers each line once, by its line in the file; empty lines are left out', async () => {
    const { api, received } = await service((lines, response) => response.end(allOf(lines)));
    const answers = await collected(submitLines(api, '/leads', file('a', '', 'b', 'c'), { linesAtOnce: 2 }));
    expect(answers).toEqual(['1 accepted', '3 accepted', '4 accepted']);
    expect(received).toEqual([['a', 'b'], ['c']]);
  });

  it('sends the rest again where the service stopped', async () => {
    const { api, received } = await service((lines, response, request) =>
      response.end(request === 1 ? answerTo(1) + answerTo(2, 'stopped') : allOf(lines)),
    );
    expect(await collected(submitLines(api, '/leads', file('a', 'b', 'c')))).toHaveLength(3);
    expect(received).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
    ]);
  });

  it('sends the rest again where the connection broke, and where nobody can take it now', async () => {
    const reasons: string[] = [];
    const { api, received } = await service((lines, response, request) => {
      if (request === 1) response.write(answerTo(1), () => setTimeout(() => response.destroy(), 20));
      else if (request === 2) response.writeHead(503).end();
      else response.end(allOf(lines));
    });
    const answers = submitLines(api, '/leads', file('a', 'b'), {
      interrupted: (reason) => reasons.push(reason),
    });
    expect(await collected(answers)).toEqual(['1 accepted', '2 accepted']);
    expect(received.at(-1)).toEqual(['b']);
    expect(reasons).toHaveLength(2);
  });

  it('takes an answer that ends too early for a broken one', async () => {
    const { api } = await service((lines, response, request) =>
      response.end(request === 1 ? answerTo(1) : allOf(lines)),
    );
    expect(await collected(submitLines(api, '/leads', file('a', 'b')))).toEqual(['1 accepted', '2 accepted']);
  });

  it('ends at once where the request is refused', async () => {
    const { api, received } = await service((_lines, response) =>
      response.writeHead(403).end('{"detail":"not yours"}'),
    );
    await expect(collected(submitLines(api, '/leads', file('a')))).rejects.toThrow(Refused);
    expect(received).toHaveLength(1);
  });

  it('gives up where nothing moves', async () => {
    const { api } = await service((_lines, response) => response.writeHead(503).end());
    await expect(collected(submitLines(api, '/leads', file('a'), { patienceMs: 0 }))).rejects.toThrow(
      Unavailable,
    );
  });
});
