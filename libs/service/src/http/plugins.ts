import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { identify, type TokenVerifier } from '@xianjie/identity';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import type { EdgeConfig } from '../config/read-config.js';

/** Not counted, or a busy service would look like a dead one. */
const uncounted = new Set(['/livez', '/readyz', '/metrics']);

/** Security headers and rate limits: per agency where the token is good, else per address. */
export async function addPlugins(
  instance: FastifyInstance,
  config: EdgeConfig,
  verifier: TokenVerifier,
  policy?: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  await instance.register(helmet, {
    contentSecurityPolicy: policy
      ? { useDefaults: false, directives: writable(policy) }
      : { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  });
  await instance.register(rateLimit, {
    timeWindow: 60_000,
    keyGenerator: (request) => callerOf(request, verifier),
    max: (_request, key) => (key.startsWith('agency:') ? config.RATE_LIMIT : config.RATE_LIMIT_ANONYMOUS),
    allowList: (request) => uncounted.has(request.url),
    cache: 20_000,
    errorResponseBuilder: (_request, { ttl }) => ({
      statusCode: 429,
      problemHeaders: { 'retry-after': String(Math.max(1, Math.ceil(ttl / 1000))) },
    }),
  });
}

/**
 * What the end of a service would wait for: a connection whose last answer is given while it stops would be kept alive, and one on which
 * nothing was asked yet (browsers open some ahead) is not idle for Node, but young.
 */
export function closeConnectionsWhen(instance: FastifyInstance, isStopping: () => boolean): void {
  instance.addHook('onSend', (_request, reply, payload, done) => {
    if (isStopping()) reply.header('connection', 'close');
    done(null, payload);
  });
  const unused = new Set<Socket>();
  instance.server.on('connection', (socket) => {
    if (isStopping()) socket.destroy();
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  instance.addHook('onRequest', ({ raw }, _reply, done) => {
    unused.delete(raw.socket);
    done();
  });
  instance.addHook('preClose', (done) => {
    for (const socket of unused) socket.destroy();
    done();
  });
}

/** Answers bear the time that the service goes by: who counts what is left of a limit counts from it, not from a clock of his own. */
export function tellTime(instance: FastifyInstance, clock: { now(): Date }): void {
  instance.addHook('onSend', (_request, reply, payload, done) => {
    reply.header('date', clock.now().toUTCString());
    done(null, payload);
  });
}

function writable(policy: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(policy).map(([name, sources]) => [name, [...sources]]));
}

async function callerOf(request: FastifyRequest, verifier: TokenVerifier): Promise<string> {
  if (request.headers.authorization === undefined) return `address:${request.ip}`;
  try {
    return `agency:${(await identify(request, verifier)).agency.id}`;
  } catch {
    return `address:${request.ip}`;
  }
}
