import { Refused, Unavailable } from './failures.js';
import { recordExchange } from './recorder.js';
import type { TokenSource } from './tokens.js';

const PATIENCE_MS = 30_000;
/** "Not now" (RFC 9110): a full outbox, a database that restarts, a proxy without its service. */
const LATER = new Set([408, 429, 502, 503, 504]);

export interface ApiRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: NonNullable<RequestInit['body']>;
  /** Milliseconds until the answer begins; 30,000 unless told. */
  readonly patienceMs?: number;
}

/** One service's HTTP interface, as an agency's system calls it. */
export class Api {
  constructor(
    readonly url: string,
    readonly token: TokenSource,
  ) {}

  /** The answer, its body unread. Throws Unavailable where nobody answers or "not now", Refused for any other no. */
  async request(
    path: string,
    { patienceMs = PATIENCE_MS, headers, ...init }: ApiRequest = {},
  ): Promise<Response> {
    const authorization = `Bearer ${await this.token()}`;
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), patienceMs);
    const url = new URL(path, this.url);
    let response: Response;
    try {
      response = await fetch(url, {
        ...init,
        headers: { accept: 'application/json', ...headers, authorization },
        signal: waiting.signal,
      });
    } catch (error) {
      throw new Unavailable(`${this.url} does not answer`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
    await recordExchange(url, init, response);
    if (response.ok) return response;
    throw await failureOf(response);
  }

  async get<T>(path: string): Promise<T> {
    const response = await this.request(path);
    return read<T>(response);
  }

  /** `headers` beside the usual ones, such as an `Idempotency-Key`. */
  async post<T>(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<T> {
    const response = await this.request(path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return read<T>(response);
  }
}

async function read<T>(response: Response): Promise<T> {
  try {
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  } catch (error) {
    throw new Unavailable(`${response.url} broke off`, { cause: error });
  }
}

async function failureOf(response: Response): Promise<Error> {
  const text = await response.text().catch(() => '');
  const sentence = `${response.status} ${sentenceIn(text) ?? response.statusText}`;
  if (LATER.has(response.status)) return new Unavailable(sentence);
  return new Refused(response.status, sentence, parsed(text));
}

function sentenceIn(text: string): string | undefined {
  const problem = parsed(text) as { detail?: string; title?: string; code?: string } | undefined;
  const sentence = problem?.detail ?? problem?.title;
  return sentence && problem?.code ? `${sentence} [${problem.code}]` : sentence;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
