import { createHmac, createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const APP = { appKey: 'xianjie-test', secret: 'secret-of-the-test' };

export interface Pushed {
  readonly fields: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A provincial platform on a loopback port, which behaves as it is told. */
export class PlatformServer {
  behaviour: 'good' | 'other-content' | 'fails' | 'busy' | 'rubbish' = 'good';
  readonly pushed: Pushed[] = [];
  readonly statuses: Record<string, unknown>[] = [];
  tokensGiven = 0;
  #token: string | undefined;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.handle(request, response));
  }

  static async start(): Promise<PlatformServer> {
    const platform = new PlatformServer();
    await new Promise<void>((resolve) => platform.#server.listen(0, '127.0.0.1', resolve));
    return platform;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  endToken(): void {
    this.#token = undefined;
  }

  /** Tells a status; numbered in the order of telling. */
  tell(status: Record<string, unknown>): void {
    const usual = { XH: String(this.statuses.length + 1), PTLSH: 'P-1', ZTMC: '某状态', CZR: '孙毅' };
    this.statuses.push({ ...usual, CZSJ: beijingTime(new Date()), ...status });
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const url = new URL(request.url ?? '/', this.url);
    const type = request.headers['content-type'];
    if (this.behaviour === 'fails') return void response.writeHead(503).end();
    if (this.behaviour === 'busy') return answer(response, '5000', null);
    if (this.behaviour === 'rubbish') return void response.end('<html>登录</html>');
    if (url.pathname === '/oauth/token') return this.giveToken(Buffer.concat(parts), response);
    if (request.headers.authorization !== `Bearer ${this.#token}`) return answer(response, '4010', null);
    if (url.pathname === '/case/push') return this.push(Buffer.concat(parts), type ?? '', response);
    const from = Number(url.searchParams.get('from'));
    answer(response, '0', { list: this.statuses.slice(from, from + 2) });
  }

  private giveToken(body: Buffer, response: ServerResponse): void {
    const form = new URLSearchParams(body.toString('utf8'));
    const text = `${form.get('app_key')}${form.get('timestamp')}`;
    const right = createHmac('sha256', APP.secret).update(text).digest('hex');
    if (form.get('app_key') !== APP.appKey || form.get('sign') !== right)
      return answer(response, '4001', null);
    this.#token = randomUUID();
    this.tokensGiven += 1;
    answer(response, '0', { access_token: this.#token, expires_in: 7200 });
  }

  private async push(body: Buffer, type: string, response: ServerResponse): Promise<void> {
    const bytes = new Uint8Array(body);
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    const fields: Record<string, string> = {};
    for (const [name, value] of form.entries()) if (typeof value === 'string') fields[name] = value;
    const attachment = Buffer.from(await (form.get('FJ') as Blob).arrayBuffer());
    const known = this.pushed.some((each) => each.fields['YWLSH'] === fields['YWLSH']);
    this.pushed.push({ fields, body: attachment });
    const content = this.behaviour === 'other-content' ? 'other' : attachment;
    const NRZY = createHash('sha256').update(content).digest('hex');
    answer(response, known ? '1002' : '0', { PTLSH: 'P-1', JSSJ: beijingTime(new Date()), NRZY });
  }
}

export const beijingTime = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

function answer(response: ServerResponse, code: string, data: unknown): void {
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ code, msg: '', data }));
}
