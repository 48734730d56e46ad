import { UnsupportedMediaTypeException } from '@nestjs/common';
import { DomainError } from '@xianjie/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON; NDJSON, and the bytes of resumable uploads, as streams; in UTF-8 and uncompressed. Everything else is refused (415). */
export function addBodyParsers(instance: FastifyInstance): void {
  instance.removeAllContentTypeParsers();
  instance.addHook('onRequest', (request, _reply, done) => done(foreignEncoding(request)));
  instance.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  for (const streamed of ['application/x-ndjson', 'application/offset+octet-stream'])
    instance.addContentTypeParser(streamed, (_request, stream, done) => done(null, stream));
}

function foreignEncoding({ headers }: FastifyRequest): Error | undefined {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1];
  const encoding = headers['content-encoding'];
  const foreign = (charset && !/^utf-?8$/i.test(charset)) || (encoding && encoding !== 'identity');
  return foreign ? new UnsupportedMediaTypeException() : undefined;
}

/** Throws DomainError `invalid`: `body.charset`, `body.malformed`. An empty body is no JSON. */
export function parseJson(body: Buffer): unknown {
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    throw new DomainError('invalid', 'body.charset', 'The body is not UTF-8', {
      zh: '请求体不是 UTF-8 编码',
    });
  }
  try {
    return JSON.parse(text, text.includes('__proto__') ? refuseProto : undefined);
  } catch {
    throw new DomainError('invalid', 'body.malformed', 'The body is not valid JSON', {
      zh: '请求体不是有效的 JSON',
    });
  }
}

function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('__proto__');
  return value;
}
