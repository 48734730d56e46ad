import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RouteTable } from '../http/route-table.js';
import { LOGGER } from '../tokens.js';
import type { Logger } from '../log/log.js';
import { languageOf } from './language.js';
import { failureFrom, failureOf, problemOf, type Failure } from './problem.js';

/** Turns every error of an HTTP request into a problem (RFC 9457) in the caller's language. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly routes: RouteTable,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const failure = this.#failureOf(error, request);
    if (failure.unexpected) this.logger.error({ err: error, code: failure.code }, 'request failed');
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    sendProblem(request, reply, failure);
  }

  /** An unknown address under another method is 405, with the methods that are possible there. */
  #failureOf(error: unknown, request: FastifyRequest): Failure {
    const failure = failureFrom(error);
    if (failure.code !== 'route.not-found') return failure;
    const methods = this.routes.methodsAt(request.url);
    return methods.length > 0 ? failureOf(405, { allow: methods.join(', ') }) : failure;
  }
}

/** For routes that are none of Nest's: the error handler of their scope, which answers as `ProblemFilter` does. */
export function answerProblem(logger: Logger) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const failure = failureFrom(error);
    if (failure.unexpected) logger.error({ err: error, code: failure.code }, 'request failed');
    sendProblem(request, reply, failure);
  };
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, failure: Failure): void {
  const language = languageOf(request.headers['accept-language']);
  void reply
    .code(failure.status)
    .headers({ ...failure.headers, 'content-language': language, 'cache-control': 'no-store' })
    .header('vary', 'Accept-Language')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemOf(failure, language)));
}
