import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { demandOwnRequest } from './own-request.js';
import type { Session } from './session.js';
import type { SessionsService } from './sessions.service.js';

/** What is asked in an officer's name; pages and files are everybody's. */
const ASKED = /^\/(session|api|console)(\/|\?|$)/;

const sessions = new WeakMap<FastifyRequest, Session>();

/** The session that the request belongs to. */
export function sessionOf(request: FastifyRequest): Session | undefined {
  return sessions.get(request);
}

/**
 * Before every route: refuses what another site sends, and puts the officer's token in place of the cookie. From here on a request looks
 * as it does to a service, and `@Allow` and `@CurrentActor` mean what they mean there.
 */
export function addSessions(server: FastifyInstance, service: SessionsService, origin: string): void {
  server.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    // Browsers have no tokens: one that is sent here is not the session's.
    delete request.headers.authorization;
    demandOwnRequest(request.method, request.headers, origin);
    if (!ASKED.test(request.url)) return;
    const session = await service.of(request, reply);
    if (!session) return;
    sessions.set(request, session);
    request.headers.authorization = `Bearer ${session.accessToken}`;
  });
}
