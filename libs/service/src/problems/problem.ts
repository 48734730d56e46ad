import { HttpException } from '@nestjs/common';
import { isDomainError, type DomainError, type ErrorKind, type FieldIssue } from '@xianjie/errors';
import { classifyDatabaseError } from '@xianjie/persistence';
import { currentTraceparent } from '@xianjie/tracing';
import type { Language } from './language.js';

/** RFC 9457 problem details, as every error answer of a service is. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly { readonly field: string; readonly rule: string; readonly message: string }[];
  /** Where the newer state is; also in the `Link` header (RFC 5829, `latest-version`). */
  readonly latest?: string;
  readonly traceId?: string;
}

/** An error as far as the answer to it is concerned, before a language is chosen. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly zh: string;
  readonly issues?: readonly FieldIssue[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly latest?: string;
  /** Our bug, or something out of order: to be logged with its stack. */
  readonly unexpected?: boolean;
}

const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 409,
  unavailable: 503,
};

/** What Fastify, its plugins and Nest say by a status, in our words: theirs may quote the input. */
const known: Readonly<Record<number, readonly [code: string, message: string, zh: string]>> = {
  400: ['request.malformed', 'The request is malformed', '请求格式错误'],
  401: ['token.missing', 'An access token is needed', '需要访问令牌'],
  403: ['permission.denied', 'This is not allowed', '无权进行此操作'],
  404: ['route.not-found', 'There is nothing at this address', '请求的地址不存在'],
  405: ['route.method', 'This method is not possible here', '该地址不支持此请求方法'],
  406: ['request.not-acceptable', 'This cannot be given in the form asked for', '无法按所要求的格式返回'],
  408: ['request.timeout', 'The request took too long to arrive', '请求超时'],
  409: ['conflict', 'The request does not fit the present state', '请求与当前状态冲突'],
  413: ['body.too-large', 'The request body is too large', '请求体过大'],
  414: ['request.uri-too-long', 'The address is too long', '请求地址过长'],
  415: ['body.media-type', 'This content type or charset is not accepted here', '不支持的内容类型或字符集'],
  422: ['request.unprocessable', 'The request cannot be processed', '请求无法处理'],
  429: ['rate.exceeded', 'Too many requests; try again later', '请求过于频繁，请稍后重试'],
  431: ['request.headers-too-large', 'The request headers are too large', '请求头过大'],
  503: ['service.unavailable', 'The service cannot answer now', '服务暂时不可用'],
};

const internal: Failure = {
  status: 500,
  code: 'internal',
  message: 'Something went wrong here; the trace id names the case',
  zh: '系统内部错误，请凭跟踪编号联系管理员',
  unexpected: true,
};

/** The failure that a status alone stands for. */
export function failureOf(status: number, headers?: Readonly<Record<string, string>>): Failure {
  const [code, message, zh] = known[status] ?? known[400]!;
  return headers ? { status, code, message, zh, headers } : { status, code, message, zh };
}

/** What an error of any origin means to the caller. Text of unknown errors never leaves the service. */
export function failureFrom(error: unknown): Failure {
  if (isDomainError(error)) return fromDomainError(error);
  const database = classifyDatabaseError(error);
  if (database === 'unavailable') return { ...failureOf(503, { 'retry-after': '2' }), unexpected: true };
  if (database === 'again') return { ...failureOf(409, { 'retry-after': '1' }), code: 'persistence.again' };
  if (database === 'other') return isUnstorable(error) ? failureOf(400) : internal;
  const status = error instanceof HttpException ? error.getStatus() : statusIn(error);
  return status && status < 500
    ? failureOf(status, headersIn(error))
    : status === 503
      ? failureOf(503)
      : internal;
}

function fromDomainError(error: DomainError): Failure {
  const { kind, code, message, zh = message, issues, retryAfter, latest } = error;
  const headers: Record<string, string> = {};
  if (kind === 'unauthenticated') {
    headers['www-authenticate'] = code === 'token.missing' ? 'Bearer' : 'Bearer error="invalid_token"';
  }
  if (kind === 'unavailable') headers['retry-after'] = String(retryAfter ?? 2);
  if (latest !== undefined) headers['link'] = `<${latest}>; rel="latest-version"`;
  return { status: statusOf[kind], code, message, zh, issues, headers, ...(latest ? { latest } : {}) };
}

/** SQLSTATE 22021, 22P05: the input holds a character (NUL) that PostgreSQL does not keep. */
function isUnstorable(error: unknown): boolean {
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  return ['22021', '22P05'].includes(String(driverError?.code ?? code));
}

/** Fastify's errors and those of its plugins carry `statusCode`. */
function statusIn(error: unknown): number | undefined {
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 600 ? statusCode : undefined;
}

function headersIn(error: unknown): Record<string, string> {
  const { problemHeaders } = (error ?? {}) as { problemHeaders?: Record<string, string> };
  return problemHeaders ?? {};
}

/** The answer's body, in one language. */
export function problemOf(failure: Failure, language: Language): Problem {
  const zh = language === 'zh-CN';
  const trace = currentTraceparent();
  return {
    type: `urn:xianjie:problem:${failure.code}`,
    title: titles[failure.status]?.[zh ? 1 : 0] ?? (zh ? '请求失败' : 'Request failed'),
    status: failure.status,
    detail: zh ? failure.zh : failure.message,
    code: failure.code,
    ...(failure.issues?.length ? { errors: failure.issues.map((issue) => inLanguage(issue, zh)) } : {}),
    ...(failure.latest ? { latest: failure.latest } : {}),
    ...(trace ? { traceId: trace.slice(3, 35) } : {}),
  };
}

function inLanguage({ field, rule, message, messageZh }: FieldIssue, zh: boolean) {
  return { field, rule, message: zh ? (messageZh ?? message) : message };
}

const titles: Readonly<Record<number, readonly [string, string]>> = {
  400: ['Bad request', '请求无效'],
  401: ['Unauthorized', '未认证'],
  403: ['Forbidden', '无权限'],
  404: ['Not found', '未找到'],
  405: ['Method not allowed', '方法不允许'],
  409: ['Conflict', '冲突'],
  413: ['Content too large', '内容过大'],
  415: ['Unsupported media type', '不支持的媒体类型'],
  429: ['Too many requests', '请求过多'],
  431: ['Request header fields too large', '请求头过大'],
  500: ['Internal server error', '内部错误'],
  503: ['Service unavailable', '服务不可用'],
};
