import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Manners, takeTime, timesOf } from './misbehaviour.js';
import { readForm } from './platform-form.js';
import {
  type AnswerTaken,
  digestOf,
  keepDelivery,
  type PoliceAnswer,
  type PoliceSystem,
  type ReceivedDelivery,
} from './police-system.js';

export interface PolicePlatformOptions {
  /** Whose officers work on it. */
  readonly organ: string;
  readonly port: number;
  readonly appKey: string;
  readonly secret: string;
  readonly manners?: Manners;
  readonly delivered?: (delivery: ReceivedDelivery) => void;
  /** Seconds for which a token is good; 7,200 unless told. */
  readonly tokenSeconds?: number;
}

/** What an officer enters on the platform, in its own words. */
export interface PlatformEntry {
  /** 业务流水号: the delivery. */
  readonly YWLSH: string;
  /** 状态代码, 状态名称 */
  readonly ZTDM: string;
  readonly ZTMC: string;
  /** 操作人, 操作时间 in Beijing time, 文书号, 说明 */
  readonly CZR?: string;
  readonly CZSJ?: string;
  readonly WSH?: string;
  readonly SM?: string;
  readonly BZCL?: readonly string[];
  readonly ZBDW?: string;
}

interface Case {
  readonly PTLSH: string;
  readonly JSSJ: string;
}

/** 状态代码 of what officers usually do. */
const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  RECEIPT_SIGNED: ['20', '已签收'],
  REVIEW_STARTED: ['22', '受理审查'],
  FILED: ['30', '立案'],
  NOT_FILED: ['31', '不予立案'],
  NOT_FILED_UPHELD: ['32', '维持不予立案'],
  CASE_DROPPED: ['40', '撤销案件'],
  SENT_TO_PROSECUTION: ['50', '移送审查起诉'],
};

const PATHS = ['/oauth/token', '/case/push', '/case/status'];

/**
 * A provincial platform 两法衔接信息共享平台 of the kind that existed before: forms with attachments, a token, codes of its own for what
 * became of a case, which it tells to who asks. It signs nothing.
 */
export class PolicePlatform implements PoliceSystem {
  readonly organ: string;
  readonly manners: Manners;
  readonly received = new Map<string, ReceivedDelivery>();
  /** The form of each case, as it came. */
  readonly forms = new Map<string, Readonly<Record<string, string>>>();
  private readonly cases = new Map<string, Case>();
  private readonly entries: (PlatformEntry & { readonly XH: string; readonly PTLSH: string })[] = [];
  private readonly tokens = new Map<string, number>();
  private server: Server | undefined;
  private port: number;

  constructor(private readonly options: PolicePlatformOptions) {
    this.organ = options.organ;
    this.port = options.port;
    this.manners = options.manners ?? {};
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      this.serve(request, response).catch(() => send(response, '5000', '系统繁忙'));
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }

  /** Whoever holds a token must ask for another one. */
  endTokens(): void {
    this.tokens.clear();
  }

  /** Enters a step under the platform's own code for it; what becomes of it there nobody tells the platform. Throws where it has no code. */
  async answer({
    transferId,
    externalNo,
    step,
    officer,
    documentNo,
    reasons,
  }: PoliceAnswer): Promise<AnswerTaken> {
    const [code, name] = WORDS[step] ?? [];
    const delivery = [...this.received.values()].find((each) => each.transferId === transferId);
    if (!code || !name || !delivery) throw new Error(`The platform has no word for ${step} in ${transferId}`);
    this.enter({
      YWLSH: delivery.deliveryId,
      ZTDM: code,
      ZTMC: name,
      CZR: officer.name,
      ...(documentNo ? { WSH: documentNo } : {}),
      ...(reasons ? { SM: reasons } : {}),
    });
    return { externalNo, status: 'ENTERED', stepNo: null, stateNow: null, issues: [] };
  }

  /** An officer works on a case; one that doubles tells it twice, each under a number of its own. */
  enter(entry: PlatformEntry): void {
    for (let times = timesOf(this.manners); times > 0; times -= 1) {
      const PTLSH = this.cases.get(entry.YWLSH)?.PTLSH ?? '';
      this.entries.push({
        CZSJ: beijingTime(new Date()),
        ...entry,
        XH: String(this.entries.length + 1),
        PTLSH,
      });
    }
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://platform');
    if (!PATHS.includes(url.pathname)) return void response.writeHead(404).end();
    if (this.manners.misbehave === 'silent') return; // the connection stays open, and nothing comes
    await takeTime(this.manners);
    if (url.pathname === '/oauth/token') return this.giveToken(request, response);
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!token || (this.tokens.get(token) ?? 0) < Date.now())
      return send(response, '4010', '令牌无效或已过期');
    if (url.pathname === '/case/push') return this.push(request, response);
    const from = Number(url.searchParams.get('from') ?? '0');
    const size = Number(url.searchParams.get('size') ?? '100');
    send(response, '0', '成功', { list: this.entries.slice(from, from + size) });
  }

  private async giveToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { app_key: key = '', timestamp = '', sign = '' } = (await readForm(request)).fields;
    const { appKey, secret, tokenSeconds = 7200 } = this.options;
    const right = createHmac('sha256', secret).update(`${key}${timestamp}`).digest('hex');
    const genuine =
      key === appKey &&
      sign.length === right.length &&
      timingSafeEqual(Buffer.from(sign), Buffer.from(right));
    if (!genuine) return send(response, '4001', '签名错误');
    const token = randomBytes(24).toString('base64url');
    this.tokens.set(token, Date.now() + tokenSeconds * 1000);
    send(response, '0', '成功', { access_token: token, expires_in: tokenSeconds });
  }

  private async push(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { fields, files } = await readForm(request);
    const { YWLSH = '' } = fields;
    const attachment = files['FJ'];
    const lacking = ['YWLSH', 'YWLX', 'AJBH', 'YSDW', 'JSDW', 'NRZY'].find((name) => !fields[name]);
    if (lacking !== undefined || !attachment) return send(response, '2001', `缺少必填项 ${lacking ?? 'FJ'}`);
    const known = this.cases.get(YWLSH);
    const delivery = keepDelivery(this.received, attachment);
    const kept = known ?? { PTLSH: `33${Date.now()}${this.cases.size}`, JSSJ: beijingTime(new Date()) };
    this.cases.set(YWLSH, kept);
    this.forms.set(YWLSH, fields);
    const NRZY =
      this.manners.misbehave === 'wrong-signature' ? digestOf(Buffer.from('other')) : delivery.digest;
    send(response, known ? '1002' : '0', known ? '重复报送' : '成功', { ...kept, NRZY });
    if (delivery.times === 1) this.options.delivered?.(delivery);
  }
}

/** `2026-03-02 16:00:01`: no platform of this kind writes a zone. */
export function beijingTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

function send(response: ServerResponse, code: string, msg: string, data: object | null = null): void {
  response
    .writeHead(200, { 'content-type': 'application/json;charset=UTF-8' })
    .end(JSON.stringify({ code, msg, data }));
}
