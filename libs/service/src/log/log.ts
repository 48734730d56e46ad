import { type LoggerService } from '@nestjs/common';
import { currentTraceparent } from '@xianjie/tracing';
import { pino, stdSerializers, type Logger } from 'pino';
import { masked } from './masked.js';

const secrets = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'clientSecret',
  'client_secret',
  'token',
  'accessToken',
  'access_token',
];

export type { Logger };

/** A pino logger: JSON lines on standard output, each with the trace it belongs to; no tokens, no personal numbers. */
export function createLogger(
  service: string,
  level: string,
  destination?: { write(line: string): void },
): Logger {
  return pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: secrets.flatMap((name) => [name, `*.${name}`, `*.headers.${name}`]),
        censor: '[redacted]',
      },
      mixin: () => {
        const trace = currentTraceparent();
        return trace ? { traceId: trace.slice(3, 35), spanId: trace.slice(36, 52) } : {};
      },
      serializers: { err: withoutInput },
      hooks: { streamWrite: masked },
    },
    ...(destination ? [destination] : []),
  );
}

/** What errors of the database carry of the rows and values that they are about; what the error is stands in its message and code. */
const inputs = new Set(['parameters', 'query', 'detail', 'where', 'internalQuery', 'driverError', 'line']);

/** An error without what somebody put in. */
function withoutInput(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const told = Object.entries(stdSerializers.err(error)).filter(([name]) => !inputs.has(name));
  return Object.fromEntries(told);
}

/** Nest's own messages through pino; its start-up chatter only at `debug`. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.#write('trace', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.#write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.#write('fatal', message, rest);
  }

  #write(level: 'trace' | 'debug' | 'warn' | 'error' | 'fatal', message: unknown, rest: unknown[]): void {
    const context = rest.findLast((part) => typeof part === 'string');
    if (message instanceof Error) this.logger[level]({ err: message, context }, message.message);
    else this.logger[level]({ context }, String(message));
  }
}
