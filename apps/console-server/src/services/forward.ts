import { DomainError } from '@xianjie/errors';
import { currentTraceparent } from '@xianjie/tracing';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as http from 'node:http';
import * as https from 'node:https';
import type { Readable } from 'node:stream';
import { towardsBrowser, towardsService } from './headers.js';

/** Milliseconds that a service may be silent, before its answer begins and between two parts of it; a stream of events beats each 15 s. */
const SILENCE_MS = 120_000;

const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 1024 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 1024 }),
} as const;

/** Lets go of the connections that are kept for later. */
export function closeAgents(): void {
  for (const agent of Object.values(agents)) agent.destroy();
}

/**
 * Passes a request on and its answer back, both as they come: nothing is collected, and what one side takes slowly the other is asked
 * for slowly. Ends the one where the other goes away, or where `signal` is aborted. Throws DomainError `unavailable`.
 */
export async function forward(
  request: FastifyRequest,
  reply: FastifyReply,
  target: URL,
  signal: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  // The end of the answer closes it too: then there is nothing to abort, and the connection may be on its way back to the agent,
  // where nobody listens to its errors.
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  const answer = await ask(request, target, AbortSignal.any([signal, gone.signal]));
  reply.code(answer.statusCode ?? 502).headers(towardsBrowser(answer.headers));
  // An answer before the request was read to its end: what is left of it would be taken for the next request.
  if (!request.raw.complete) reply.header('connection', 'close');
  await reply.send(answer);
}

function ask(request: FastifyRequest, target: URL, signal: AbortSignal): Promise<http.IncomingMessage> {
  const { protocol } = target;
  const secure = protocol === 'https:';
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  const upstream = (secure ? https : http).request(target, {
    method: request.method,
    headers: towardsService(request.headers, currentTraceparent()),
    agent: agents[secure ? 'https:' : 'http:'],
    timeout: SILENCE_MS,
    signal,
  });
  upstream.once('response', (answer) => resolve(watched(answer, upstream)));
  upstream.once('timeout', () => upstream.destroy(new Error('the service is silent')));
  upstream.on('error', (error) => reject(signal.aborted ? goneAway(error) : unreachable(error)));
  const body = request.body as Readable | null | undefined;
  if (body) sendBody(body, upstream);
  else upstream.end();
  return promise;
}

/** `pipe`, not `pipeline`: a service may refuse an upload before its end, and its answer must still arrive. */
function sendBody(body: Readable, upstream: http.ClientRequest): void {
  body.pipe(upstream);
  body.once('error', (error) => upstream.destroy(error));
  body.once('close', () => {
    if (!body.readableEnded) upstream.destroy(new Error('the request was broken off'));
  });
}

/** A part of an answer that never comes is a broken answer. */
function watched(answer: http.IncomingMessage, upstream: http.ClientRequest): http.IncomingMessage {
  upstream.removeAllListeners('timeout');
  upstream.once('timeout', () => answer.destroy(new Error('the service fell silent')));
  return answer;
}

function unreachable(cause: unknown): DomainError {
  return new DomainError('unavailable', 'service.unreachable', 'The service cannot be reached now', {
    zh: '暂时无法连接该服务',
    cause,
  });
}

/** Nobody reads this answer. */
function goneAway(cause: unknown): DomainError {
  return new DomainError('unavailable', 'request.aborted', 'The request was broken off', {
    zh: '请求已中断',
    cause,
  });
}
