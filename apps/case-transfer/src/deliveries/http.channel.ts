import { signRequest, type PartnerKeys } from '@xianjie/envelopes';
import { DomainError } from '@xianjie/errors';
import { readAcknowledgement } from './acknowledgement.js';
import type { HttpPartner } from './partners.js';
import type { Attempted, OutgoingDelivery, PoliceChannel } from './police-channel.js';

/** An acknowledgement is small; a partner that answers more is not read on. */
const LONGEST_ANSWER = 64 * 1024;

/** How long a partner is waited for, and how much of its answer is read: 64 KB unless told. */
interface Patience {
  readonly timeoutMs: number;
  readonly longestAnswer?: number;
}

/** A police system that is called: one POST, signed by RFC 9421, answered with a signed acknowledgement. */
export class HttpChannel implements PoliceChannel {
  constructor(
    private readonly keys: PartnerKeys,
    private readonly partner: HttpPartner,
  ) {}

  async attempt(delivery: OutgoingDelivery, signal: AbortSignal): Promise<Attempted> {
    const body = Buffer.from(delivery.body);
    const headers = { 'content-type': 'application/json', 'idempotency-key': delivery.id };
    const text = await call(
      this.keys,
      this.partner,
      { method: 'POST', url: this.partner.deliverTo, headers, body },
      signal,
    );
    return {
      outcome: 'arrived',
      acknowledgement: await readAcknowledgement(this.keys, jsonIn(text), delivery),
    };
  }
}

export interface PartnerCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
}

type Asked = Omit<PartnerCall, 'body'> & {
  readonly body?: Uint8Array<ArrayBuffer> | FormData | URLSearchParams;
};

/** Calls a partner's system once; each attempt is signed anew. Answers the text of a 2xx. Throws as `ask` and `signRequest`. */
export async function call(
  keys: PartnerKeys,
  { organ, timeoutMs }: Pick<HttpPartner, 'organ' | 'timeoutMs'>,
  request: PartnerCall,
  signal: AbortSignal,
): Promise<string> {
  // Moments of transport are true ones: the partner's clock is not ahead with ours.
  const signature = await signRequest(keys, request, { recipient: organ, createdAt: new Date() });
  return ask({ timeoutMs }, { ...request, headers: { ...request.headers, ...signature } }, signal);
}

/**
 * Asks once, with patience. Answers the text of a 2xx. Throws DomainError `unavailable`: `police.timeout`, `police.unreachable`,
 * `police.status-<status>`, `police.answer-too-long`.
 */
export async function ask(
  { timeoutMs, longestAnswer = LONGEST_ANSWER }: Patience,
  { method, url, headers, body }: Asked,
  signal: AbortSignal,
): Promise<string> {
  const patience = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body ? { body } : {}),
      redirect: 'error',
      signal: AbortSignal.any([signal, patience]),
    });
    if (response.ok) return await limitedText(response, longestAnswer);
    await response.body?.cancel();
    throw failed(
      `status-${response.status}`,
      `The police system answered ${response.status}`,
      `公安机关系统返回 ${response.status}`,
    );
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (patience.aborted)
      throw failed(
        'timeout',
        'The police system did not answer in time',
        '公安机关系统未在时限内应答',
        error,
      );
    throw failed('unreachable', 'The police system cannot be reached', '无法连接公安机关系统', error);
  }
}

async function limitedText(response: Response, longest: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > longest)
      throw failed('answer-too-long', 'The police system answered too much', '公安机关系统应答过长');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Undefined for what is no JSON: the reader of its form refuses it. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failed(rule: string, message: string, zh: string, cause?: unknown): DomainError {
  return new DomainError('unavailable', `police.${rule}`, message, { zh, cause });
}
