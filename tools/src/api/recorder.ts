import { appendFileSync } from 'node:fs';

/** One call of a service, as a test compares it with the service's OpenAPI document. */
export interface Exchange {
  readonly method: string;
  /** Of the service: `http://host:port`. */
  readonly origin: string;
  /** With its query. */
  readonly path: string;
  /** Undefined where it was none, or no JSON. */
  readonly sent?: unknown;
  readonly status: number;
  readonly contentType: string | null;
  /** Undefined where it is no JSON. */
  readonly got?: unknown;
}

/** Appends a call to the file that `XIANJIE_RECORD` names, a JSON line each; does nothing where it names none. */
export async function recordExchange(
  url: URL,
  init: { readonly method?: string | undefined; readonly body?: unknown },
  response: Response,
): Promise<void> {
  const file = process.env['XIANJIE_RECORD'];
  if (file === undefined || file === '') return;
  const contentType = response.headers.get('content-type');
  const json = contentType !== null && /^application\/(problem\+)?json/.test(contentType);
  const exchange: Exchange = {
    method: init.method ?? 'GET',
    origin: url.origin,
    path: url.pathname + url.search,
    status: response.status,
    contentType,
    ...(typeof init.body === 'string' ? { sent: parsed(init.body) } : {}),
    ...(json ? { got: parsed(await response.clone().text()) } : {}),
  };
  appendFileSync(file, `${JSON.stringify(exchange)}\n`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
