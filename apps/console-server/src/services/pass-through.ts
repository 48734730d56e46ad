import { DomainError } from '@xianjie/errors';
import { answerProblem, type Logger } from '@xianjie/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sessionOf } from '../session/session.hook.js';
import type { SessionsService } from '../session/sessions.service.js';
import { closeAgents, forward } from './forward.js';
import type { ServiceAddresses } from './service-addresses.js';

type PassedOn = FastifyRequest<{ Params: { service: string } }>;

/** `/api/<service>/<path>`: to the service, with the officer's token; bodies of every type pass as streams. */
export async function addPassThrough(
  server: FastifyInstance,
  services: ServiceAddresses,
  sessions: SessionsService,
  logger: Logger,
): Promise<void> {
  const stopping = new AbortController();
  await server.register(async (scope) => {
    scope.setErrorHandler(answerProblem(logger));
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, stream, done) => done(null, stream));
    scope.addHook('preClose', async () => stopping.abort());
    scope.addHook('onClose', async () => closeAgents());
    scope.route({
      method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: '/api/:service/*',
      // HEAD is asked of the service itself; the length of a body is the service's to judge.
      exposeHeadRoute: false,
      bodyLimit: Number.MAX_SAFE_INTEGER,
      handler: (request, reply) => passOn(request as PassedOn, reply),
    });
  });

  async function passOn(request: PassedOn, reply: FastifyReply): Promise<void> {
    const session = sessionOf(request);
    if (!session) throw noSession();
    const base = services.get(request.params.service);
    if (!base) throw noService(request.params.service);
    const ended = new AbortController();
    const forget = sessions.whenEnded(session, () => ended.abort());
    reply.raw.once('close', forget);
    const isStream = request.headers.accept?.includes('text/event-stream');
    const signals = isStream ? [ended.signal, stopping.signal] : [ended.signal];
    await forward(request, reply, targetOf(request, base), AbortSignal.any(signals));
  }
}

/** The rest of the address as it was written: `%2F` in a patent number stays one part of the path. */
function targetOf({ url, params }: PassedOn, base: URL): URL {
  const rest = url.slice(`/api/${params.service}`.length);
  const target = new URL(base);
  const [path = '/', query] = splitAtQuery(rest);
  target.pathname = base.pathname.replace(/\/$/, '') + path;
  target.search = query ?? '';
  if (target.pathname.startsWith(base.pathname.replace(/\/$/, ''))) return target;
  throw noService(params.service);
}

function splitAtQuery(text: string): [path: string, query: string | undefined] {
  const at = text.indexOf('?');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at)];
}

function noSession(): DomainError {
  return new DomainError('unauthenticated', 'session.none', 'Nobody is signed in', { zh: '尚未登录' });
}

function noService(name: string): DomainError {
  return new DomainError('not-found', 'service.unknown', `There is no service ${name} here`, {
    zh: '没有该服务',
  });
}
