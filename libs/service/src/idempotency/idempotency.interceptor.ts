import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { DomainError } from '@xianjie/errors';
import { identified } from '@xianjie/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { defer, lastValueFrom, type Observable } from 'rxjs';
import { claimKey, keepAnswer, type RequestKey, type StoredAnswer } from './idempotency-store.js';
import { ServiceDatabase } from './service-database.js';

/**
 * `Idempotency-Key` on POST: the answer is kept in the transaction of the act, and the same request is answered the same
 * for 24 hours (draft-ietf-httpapi-idempotency-key-header). Only success is kept; what failed may be tried again.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly database: ServiceDatabase) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const header = request.headers['idempotency-key'];
    const actor = request.method === 'POST' && header !== undefined ? identified(request) : undefined;
    if (!actor) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return defer(() => this.#once(keyOf(request, String(header), actor.agency.id), reply, next));
  }

  #once(key: RequestKey, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    return this.database.transactAround(async (tx) => {
      const known = await claimKey(tx, key);
      if (known) return replay(known, reply);
      const result: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await keepAnswer(tx, key, answerOf(result, reply));
      return result;
    });
  }
}

function keyOf(request: FastifyRequest, header: string, agencyId: string): RequestKey {
  const key = header.replace(/^"(.*)"$/, '$1');
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw refused(
      'idempotency.key-malformed',
      'An Idempotency-Key has 1 to 200 visible ASCII characters',
      'Idempotency-Key 应为 1 至 200 个可见 ASCII 字符',
    );
  if (request.body instanceof Readable)
    throw refused(
      'idempotency.stream',
      'A streamed body takes no Idempotency-Key',
      '流式请求不支持 Idempotency-Key',
    );
  const body = JSON.stringify(request.body ?? null);
  // Keyed: a body of a few words could be guessed from its digest.
  const bodyDigest = createHmac('sha256', key).update(body).update(request.url).digest();
  return { agencyId, route: `POST ${request.url.split('?', 1)[0]}`, key, bodyDigest };
}

function refused(code: string, message: string, zh: string): DomainError {
  return new DomainError('invalid', code, message, { zh });
}

function answerOf(result: unknown, reply: FastifyReply): StoredAnswer {
  const location = reply.getHeader('location');
  return {
    status: reply.statusCode,
    location: typeof location === 'string' ? location : null,
    body: result === undefined ? null : JSON.stringify(result),
  };
}

function replay(known: StoredAnswer, reply: FastifyReply): unknown {
  reply.code(known.status).header('idempotency-replayed', 'true');
  if (known.location) reply.header('location', known.location);
  return known.body === null ? undefined : JSON.parse(known.body);
}
