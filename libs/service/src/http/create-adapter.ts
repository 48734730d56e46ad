import { FastifyAdapter } from '@nestjs/platform-fastify';
import { isTraceparent, childOf, runWithTrace } from '@xianjie/tracing';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import type { EdgeConfig } from '../config/read-config.js';
import { failureFrom, failureOf, problemOf } from '../problems/problem.js';
import { sendProblem } from '../problems/problem.filter.js';
import { addBodyParsers } from './body-parsers.js';

const traces = new WeakMap<FastifyRequest, string>();

/** Fastify as every service and edge has it: traces, strict bodies, problems even where no route was reached. */
export function createAdapter(config: EdgeConfig): FastifyAdapter {
  const instance = fastify({
    bodyLimit: config.BODY_LIMIT,
    trustProxy: config.TRUST_PROXY,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestTimeout: 300_000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    frameworkErrors: (error, request, reply) =>
      sendProblem(request as never, reply as never, failureFrom(error)),
    clientErrorHandler: answerBrokenRequest,
  });
  addTracing(instance as unknown as FastifyInstance);
  addBodyParsers(instance as unknown as FastifyInstance);
  const adapter = new FastifyAdapter(instance as never);
  // Nest would turn Fastify's errors into its own and lose what they know.
  adapter.mapException = (error: unknown) => error;
  return adapter;
}

/** The trace of a request starts with its first hook and holds to its last. */
function addTracing(instance: FastifyInstance): void {
  instance.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    const incoming = request.headers['traceparent'];
    const trace = childOf(isTraceparent(incoming) ? incoming : undefined);
    traces.set(request, trace);
    reply.header('traceresponse', trace);
    runWithTrace(trace, done);
  });
  // Bodies arrive in events of the socket, outside the trace.
  instance.addHook('preValidation', (request: FastifyRequest, _reply, done) => {
    const trace = traces.get(request);
    if (trace) runWithTrace(trace, done);
    else done();
  });
}

/** Runs `work` in the trace of the request, wherever it was lost. */
export function inTraceOf<T>(request: FastifyRequest, work: () => T): T {
  const trace = traces.get(request);
  return trace ? runWithTrace(trace, work) : work();
}

/** What cannot be read as HTTP at all, such as 17 KB of headers. */
function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = JSON.stringify(problemOf(failureOf(status), 'en'));
  const head = `HTTP/1.1 ${status} Problem\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Language: en\r\n`;
  socket.end(`${head}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}
