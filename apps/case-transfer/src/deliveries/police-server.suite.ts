import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { canonicalJson, type PartnerKeys, signDetached, verifyRequest } from '@xianjie/envelopes';
import { ACKNOWLEDGEMENT } from './acknowledgement.js';
import { ANSWER } from './answers.job.js';

/** How a police system may behave towards a delivery. */
export type Behaviour =
  | 'good'
  | 'slow'
  | 'silent'
  | 'takes-and-hangs-up'
  | 'wrong-signature'
  | 'other-content'
  | 'rubbish'
  | 'endless'
  | 'redirects'
  | 'fails';

export interface Received {
  readonly deliveryId: string;
  readonly messageId: string;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

/** A police system on a loopback port, which behaves as it is told. */
export class PoliceServer {
  behaviour: Behaviour = 'good';
  readonly received: Received[] = [];
  /** What it gives to who asks for answers: pages of signed answers. */
  readonly answers: { answer: Record<string, unknown>; signature: unknown }[] = [];
  readonly acknowledged: Record<string, unknown>[] = [];
  refuseAcknowledgements = false;
  refusals = 0;
  readonly #server: Server;

  private constructor(
    readonly organ: string,
    private readonly keys: PartnerKeys,
  ) {
    this.#server = createServer((request, response) => void this.handle(request, response));
  }

  static async start(organ: string, keys: PartnerKeys): Promise<PoliceServer> {
    const police = new PoliceServer(organ, keys);
    await new Promise<void>((resolve) => police.#server.listen(0, '127.0.0.1', resolve));
    return police;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** Puts an answer where we ask for it. */
  async offer(answer: Record<string, unknown>, { forged = false } = {}): Promise<void> {
    const signed = forged ? { ...answer, documentNo: 'another' } : answer;
    const purpose = { recipient: 'xianjie', context: ANSWER, signedAt: new Date() };
    this.answers.push({ answer, signature: await signDetached(this.keys, canonicalJson(signed), purpose) });
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const { method = '', url = '' } = request;
    const signed = { method, url: `${this.url}${url}`, headers: request.headers, body };
    const { messageId } = await verifyRequest(this.keys, signed, { sender: 'xianjie', now: new Date() });
    if (url.startsWith('/answers')) return this.handleAnswers(method, url, body, response);
    const text = body.toString('utf8');
    const content = JSON.parse(text) as Record<string, unknown>;
    if (this.behaviour === 'silent') return;
    this.received.push({ deliveryId: String(content['deliveryId']), messageId, body: content, text });
    await this.acknowledge(String(content['deliveryId']), body, response);
  }

  private async acknowledge(deliveryId: string, body: Buffer, response: ServerResponse): Promise<void> {
    switch (this.behaviour) {
      case 'takes-and-hangs-up':
        response.destroy();
        return;
      case 'slow':
        await new Promise((resolve) => setTimeout(resolve, 3000));
        break;
      case 'rubbish':
        response.end('<html>登录</html>');
        return;
      case 'endless':
        response.write('{"deliveryId":"');
        for (let n = 0; n < 200 && !response.destroyed; n += 1) response.write('x'.repeat(10_000));
        return;
      case 'redirects':
        response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
        return;
      case 'fails':
        response.writeHead(503).end();
        return;
      default:
    }
    const digest = createHash('sha256')
      .update(this.behaviour === 'other-content' ? 'other' : body)
      .digest('hex');
    const said = { deliveryId, digest, receivedAt: new Date().toISOString() };
    const signedSaid = this.behaviour === 'wrong-signature' ? { ...said, digest: '0'.repeat(64) } : said;
    const purpose = { recipient: 'xianjie', context: ACKNOWLEDGEMENT, signedAt: new Date() };
    const signature = await signDetached(this.keys, canonicalJson(signedSaid), purpose);
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ ...said, signature }));
  }

  private handleAnswers(method: string, url: string, body: Buffer, response: ServerResponse): void {
    if (method === 'POST') {
      if (this.refuseAcknowledgements) {
        this.refusals += 1;
        return void response.writeHead(500).end();
      }
      const { acknowledgements } = JSON.parse(body.toString('utf8')) as {
        acknowledgements: Record<string, unknown>[];
      };
      this.acknowledged.push(...acknowledgements);
      return void response.end('{}');
    }
    const after = Number(new URL(url, this.url).searchParams.get('after') ?? '0');
    const items = this.answers.slice(after, after + 2);
    response.end(JSON.stringify({ items, cursor: String(after + items.length) }));
  }
}
