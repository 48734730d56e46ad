import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** RFC 9110 §7.6.1: between two neighbours only. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The console's own business with the browser, and what a service must not believe of one. */
const KEPT_FROM_SERVICES =
  /^(cookie|host|origin|referer|expect|sec-.*|x-forwarded-.*|x-real-ip|forwarded|x-xianjie-console)$/;

/** Said anew for a page of the console. */
const KEPT_FROM_BROWSERS =
  /^(set-cookie|www-authenticate|server|strict-transport-security|content-security-policy|x-frame-options|clear-site-data|access-control-.*)$/;

/** What a service is told: the request without its cookies, under the trace of this server. */
export function towardsService(headers: IncomingHttpHeaders, trace: string | undefined): OutgoingHttpHeaders {
  const told = endToEnd(headers, KEPT_FROM_SERVICES);
  if (trace) told['traceparent'] = trace;
  return told;
}

/** What a service answers is shown or kept as a file, and runs nothing, whatever an uploaded paper contains. */
const DOCUMENT_POLICY =
  "default-src 'none'; object-src 'self'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** What a browser is told of a service's answer: it keeps nothing of a case unless the service allows it. */
export function towardsBrowser(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return {
    'cache-control': 'private, no-store',
    'content-security-policy': DOCUMENT_POLICY,
    ...endToEnd(headers, KEPT_FROM_BROWSERS),
  };
}

function endToEnd(headers: IncomingHttpHeaders, kept: RegExp): OutgoingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const gone = new Set([...HOP_BY_HOP, ...named]);
  // Without its authorization a request would be another one: a Connection header may not name it away.
  gone.delete('authorization');
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !gone.has(name) && !kept.test(name)));
}
