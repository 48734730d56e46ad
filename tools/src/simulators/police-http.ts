import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  canonicalJson,
  type PartnerKeys,
  replaysInMemory,
  verifyDetached,
  verifyRequest,
} from '@xianjie/envelopes';
import { isDomainError } from '@xianjie/errors';
import type { Api } from '../api/api.js';
import { AnswerBook } from './answer-book.js';
import { type Manners, takeTime, timesOf } from './misbehaviour.js';
import {
  acknowledge,
  ACKNOWLEDGEMENT,
  type AnswerTaken,
  keepDelivery,
  type PoliceAnswer,
  type PoliceSystem,
  type ReceivedDelivery,
} from './police-system.js';

export interface PoliceHttpOptions {
  readonly organ: string;
  /** The name of the platform in signatures. */
  readonly platform: string;
  readonly keys: PartnerKeys;
  /** 0 takes a free one. */
  readonly port: number;
  /** case-transfer, as this organ's system calls it. */
  readonly caseTransfer: Api;
  readonly manners?: Manners;
  /** True for a system that does not call the platform: its answers lie ready under `/answers`. */
  readonly polled?: boolean;
  /** Told of each delivery when it comes for the first time. */
  readonly delivered?: (delivery: ReceivedDelivery) => void;
}

/** No delivery is larger. */
const LARGEST = 1024 * 1024;

interface StepAnswer {
  readonly transfer: { readonly state: string };
  readonly step: { readonly no: number };
  readonly repeated: boolean;
  readonly acknowledgement: Readonly<Record<string, unknown>> | null;
}

/** A police liaison system that is called: an HTTP server that stores signed deliveries, and answers by calling back. */
export class PoliceByHttp implements PoliceSystem {
  readonly organ: string;
  readonly manners: Manners;
  readonly received = new Map<string, ReceivedDelivery>();
  private readonly replays = replaysInMemory();
  private readonly book: AnswerBook;
  private server: Server | undefined;

  constructor(private readonly options: PoliceHttpOptions) {
    this.organ = options.organ;
    this.manners = options.manners ?? {};
    this.book = new AnswerBook(options.keys, options.platform, this.manners);
  }

  /** Where deliveries are to be sent. */
  get deliverTo(): string {
    return `${this.address}/deliveries`;
  }

  /** Where its answers are to be asked for, if it is one that does not call. */
  get answersAt(): string {
    return `${this.address}/answers`;
  }

  private get address(): string {
    return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      this.serve(request, response).catch((error: unknown) => refuse(response, error));
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.options.port, '127.0.0.1', resolve);
    });
  }

  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }

  async answer(answer: PoliceAnswer): Promise<AnswerTaken> {
    if (this.options.polled) return this.book.lay(answer);
    const { transferId, ...step } = answer;
    let taken: StepAnswer | undefined;
    for (let times = timesOf(this.manners); times > 0; times -= 1) {
      await takeTime(this.manners);
      taken = await this.options.caseTransfer.post<StepAnswer>(`/transfers/${transferId}/steps`, step);
    }
    const { transfer, step: taking, repeated, acknowledgement } = taken!;
    if (acknowledgement) await this.proveGenuine(acknowledgement);
    const status = repeated ? 'REPEATED' : 'ACCEPTED';
    return { externalNo: step.externalNo, status, stepNo: taking.no, stateNow: transfer.state, issues: [] };
  }

  /** Throws where the acknowledgement is not the platform's: then it is no proof of anything. */
  private async proveGenuine({ signature, ...said }: Readonly<Record<string, unknown>>): Promise<void> {
    const expected = { signer: this.options.platform, context: ACKNOWLEDGEMENT, asOf: new Date() };
    await verifyDetached(this.options.keys, canonicalJson(said), signature, expected);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const { method = '', url: path = '' } = request;
    const isAnswers = this.options.polled && /^\/answers(\?|$)/.test(path);
    if (!isAnswers && (method !== 'POST' || path !== '/deliveries'))
      return send(response, 404, { code: 'unknown' });
    if (this.manners.misbehave === 'silent') return; // the connection stays open, and nothing comes
    const { keys, platform } = this.options;
    // The address as the platform wrote it: behind a proxy that is the public one.
    const url = `http://${request.headers.host}${path}`;
    const signed = { method, url, headers: request.headers, body };
    await verifyRequest(keys, signed, { sender: platform, now: new Date(), replays: this.replays });
    if (!isAnswers) return this.take(body, response);
    if (method === 'GET')
      return send(response, 200, this.book.page(new URL(url).searchParams.get('after') ?? ''));
    await this.book.note(body);
    send(response, 200, {});
  }

  private async take(body: Buffer, response: ServerResponse): Promise<void> {
    const { keys, platform, delivered } = this.options;
    const delivery = keepDelivery(this.received, body);
    await takeTime(this.manners);
    send(response, 200, await acknowledge(keys, platform, delivery, this.manners));
    if (delivery.times === 1) delivered?.(delivery);
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LARGEST) throw new Error('The delivery is too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function send(response: ServerResponse, status: number, answer: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

/** A request that is not proven to be the platform's is told no more than that. */
function refuse(response: ServerResponse, error: unknown): void {
  const [status, code] = isDomainError(error) ? [401, error.code] : [400, 'delivery.unreadable'];
  if (!response.headersSent) send(response, status as number, { code });
}
