import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { canonicalJson, type PartnerKeys, signDetached, verifyRequest } from '@xianjie/envelopes';
import { ACKNOWLEDGEMENT } from './acknowledgement.js';

/** Moments of a delivery at the police system: the request is there; it is on the disk; the answer was sent. */
export type Moment = 'received' | 'stored' | 'acknowledged';

/** A police system that may die at each moment of a delivery: what it stored is there when it rises, all else is lost. */
export class MortalPolice {
  /** The disk. */
  readonly stored = new Map<string, string>();
  #server: Server | undefined;
  #port = 0;
  #life = 0;
  #moment: { readonly at: Moment; readonly act: () => void } | undefined;

  constructor(
    readonly organ: string,
    private readonly keys: PartnerKeys,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Something happens at that moment of the next delivery, once. */
  at(moment: Moment, act: () => void): void {
    this.#moment = { at: moment, act };
  }

  async rise(): Promise<void> {
    this.#moment = undefined;
    if (this.#server) return;
    const server = createServer((request, response) => {
      this.handle(request, response, this.#life).catch(() => response.destroy());
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  async die(): Promise<void> {
    const server = this.#server;
    this.#life += 1;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }

  private async handle(request: IncomingMessage, response: ServerResponse, life: number): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const signed = { method: 'POST', url: `${this.url}${request.url}`, headers: request.headers, body };
    await verifyRequest(this.keys, signed, { sender: 'xianjie', now: new Date() });
    if (!this.lives('received', life)) return;
    const { deliveryId } = JSON.parse(body.toString('utf8')) as { deliveryId: string };
    const digest = createHash('sha256').update(body).digest('hex');
    this.stored.set(deliveryId, digest);
    if (!this.lives('stored', life)) return;
    const said = { deliveryId, digest, receivedAt: new Date().toISOString() };
    const purpose = { recipient: 'xianjie', context: ACKNOWLEDGEMENT, signedAt: new Date() };
    const signature = await signDetached(this.keys, canonicalJson(said), purpose);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...said, signature }), () => this.lives('acknowledged', life));
  }

  /** False for who died here: the dead do nothing more. */
  private lives(moment: Moment, life: number): boolean {
    if (this.#moment?.at === moment) {
      const { act } = this.#moment;
      this.#moment = undefined;
      act();
    }
    return life === this.#life;
  }
}
