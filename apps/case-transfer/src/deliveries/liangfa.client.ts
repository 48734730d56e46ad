import { createHmac } from 'node:crypto';
import { DomainError } from '@xianjie/errors';
import { localDateOf } from '@xianjie/service';
import type { TransferEvent } from '@xianjie/statutes';
import { z } from 'zod';
import { ask, jsonIn } from './http.channel.js';
import { readStatus } from './liangfa-status.js';
import { noticeTypes, paperKinds } from './liangfa-words.js';
import type { PlatformPartner } from './partners.js';
import type { PlatformClient, PlatformStatus } from './platform-client.js';
import type { Acknowledgement, OutgoingDelivery } from './police-channel.js';

export type PartnerSettings = PlatformPartner & { readonly secret: string };

/** Every answer of the platform; `code` is "0" where it did what was asked, "1002" where it had done so before. */
const answerSchema = z.looseObject({
  code: z.string(),
  msg: z.string().max(500).nullish(),
  data: z.unknown(),
});
const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });
const pushSchema = z.object({ PTLSH: z.string().min(1).max(64), JSSJ: z.string(), NRZY: z.string() });
const pageSchema = z.object({ list: z.array(z.unknown()).max(100) });

const DONE = ['0', '1002'];
/** A page of statuses, each with what the officer wrote. */
const LONGEST_PAGE = 2 * 1024 * 1024;
const TOKEN_ENDED = '4010';
/** Milliseconds before its end at which a token is renewed. */
const BEFORE_ITS_END = 30_000;

/** What of a delivery goes into the platform's form. */
interface Content {
  readonly caseNo?: string | null;
  readonly agency?: string;
  readonly charge?: string | null;
  readonly documentNo?: string | null;
  readonly officer?: string | null;
  readonly step?: TransferEvent;
  readonly approvedAt?: string | null;
  readonly effectiveAt?: string | null;
  readonly documents?: readonly {
    readonly kind: string;
    readonly name: string;
    readonly sha256: string;
    readonly bytes: number;
  }[];
}

/** The platform 两法衔接信息共享平台 with its interface of forms: the one file that knows how it is called. */
export class LiangfaClient implements PlatformClient {
  #token: { readonly value: string; readonly endsAt: number } | undefined;

  constructor(private readonly settings: PartnerSettings) {}

  async submit(delivery: OutgoingDelivery, signal: AbortSignal): Promise<Acknowledgement> {
    const form = this.formOf(delivery);
    const data = await this.call('POST', '/case/push', pushSchema, signal, form);
    if (data.NRZY.toLowerCase() !== delivery.digest)
      throw failed(
        'acknowledgement.other-delivery',
        'The platform stored other content',
        '平台接收的内容与送达内容不符',
      );
    const receivedAt = new Date(`${data.JSSJ.replace(' ', 'T')}+08:00`);
    if (Number.isNaN(receivedAt.getTime()))
      throw failed(
        'acknowledgement.malformed',
        'The platform names no time of receipt',
        '平台未载明接收时间',
      );
    const { id: deliveryId, digest } = delivery;
    return {
      deliveryId,
      digest,
      receivedAt: receivedAt.toISOString(),
      signature: null,
      platformNo: data.PTLSH,
    };
  }

  async statuses(after: string, signal: AbortSignal): Promise<readonly PlatformStatus[]> {
    const query = new URLSearchParams({ from: after || '0', size: '100' });
    const { list } = await this.call('GET', `/case/status?${query}`, pageSchema, signal);
    return list.map((status) => {
      const read = readStatus(status, (unit) => this.organOf(unit));
      if (read) return read;
      throw failed('platform.malformed', 'A status has no number', '平台状态信息没有序号');
    });
  }

  /** The form of the platform, with the content as its attachment. */
  private formOf({ id, kind, recipient, body, digest }: OutgoingDelivery): FormData {
    const content = JSON.parse(body) as Content;
    const form = new FormData();
    const fields = {
      YWLSH: id,
      YWLX: kind === 'TRANSFER' ? 'YS' : 'TZ',
      ...(kind === 'TRANSFER' ? {} : { WSLX: this.noticeType(content.step) }),
      AJBH: content.caseNo ?? '',
      YSDW: this.unitOf(content.agency ?? ''),
      JSDW: this.unitOf(recipient),
      YSSWH: content.documentNo ?? '',
      SXZM: content.charge ?? '',
      YSRQ: dayOf(content.approvedAt ?? content.effectiveAt),
      CBR: content.officer ?? '',
      CLQD: JSON.stringify((content.documents ?? []).map(paperOf)),
      NRZY: digest,
    };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('FJ', new Blob([body], { type: 'application/json' }), `${id}.json`);
    return form;
  }

  private noticeType(step: TransferEvent | undefined): string {
    const type = step && noticeTypes[step];
    if (type) return type;
    throw failed(
      'platform.notice-unknown',
      `The platform has no notice of ${step}`,
      '平台没有对应的文书类型，请书面送交',
    );
  }

  private unitOf(organ: string): string {
    const unit = this.settings.units[organ];
    if (unit !== undefined) return unit;
    throw failed(
      'platform.unit-unknown',
      `The platform's code of ${organ} is not known`,
      `未配置 ${organ} 在平台的单位代码`,
    );
  }

  private organOf(unit: string): string | undefined {
    return Object.entries(this.settings.units).find(([, code]) => code === unit)?.[0];
  }

  /** Calls once; where the platform says that the token has ended, once more with a new one. */
  private async call<T>(
    method: 'GET' | 'POST',
    path: string,
    schema: z.ZodType<T>,
    signal: AbortSignal,
    form?: FormData,
  ): Promise<T> {
    const authorized = async () => ({ authorization: `Bearer ${await this.token(signal)}` });
    const url = `${this.settings.address}${path}`;
    const send = async () =>
      this.read(
        await ask(
          { timeoutMs: this.settings.timeoutMs, longestAnswer: LONGEST_PAGE },
          { method, url, headers: await authorized(), ...(form ? { body: form } : {}) },
          signal,
        ),
      );
    let answer = await send();
    if (answer.code === TOKEN_ENDED) {
      this.#token = undefined;
      answer = await send();
    }
    return dataOf(answer, schema);
  }

  private async token(signal: AbortSignal): Promise<string> {
    if (this.#token && this.#token.endsAt > Date.now()) return this.#token.value;
    const { address, appKey, secret } = this.settings;
    const timestamp = String(Date.now());
    const sign = createHmac('sha256', secret).update(`${appKey}${timestamp}`).digest('hex');
    const body = new URLSearchParams({ app_key: appKey, timestamp, sign });
    const request = { method: 'POST', url: `${address}/oauth/token`, headers: {}, body } as const;
    const { access_token: value, expires_in: seconds } = dataOf(
      this.read(await ask(this.settings, request, signal)),
      tokenSchema,
    );
    this.#token = { value, endsAt: Date.now() + seconds * 1000 - BEFORE_ITS_END };
    return value;
  }

  private read(text: string): z.output<typeof answerSchema> {
    const read = answerSchema.safeParse(jsonIn(text));
    if (read.success) return read.data;
    throw failed('platform.malformed', 'The platform answers in another form', '平台应答格式不符合约定');
  }
}

/** Throws with the platform's own code: whoever looks into it finds it in the platform's manual. */
function dataOf<T>({ code, data }: z.output<typeof answerSchema>, schema: z.ZodType<T>): T {
  if (!DONE.includes(code)) {
    const named = code.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 20);
    throw failed(
      `platform.code-${named}`,
      `The platform answers with code ${named}`,
      `平台返回代码 ${named}`,
    );
  }
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  throw failed('platform.malformed', 'The platform answers in another form', '平台应答格式不符合约定');
}

const dayOf = (at: string | null | undefined): string => (at ? localDateOf(new Date(at)) : '');

const paperCodes = new Map(Object.entries(paperKinds).map(([code, kind]) => [kind as string, code]));

function paperOf({ kind, name, sha256, bytes }: NonNullable<Content['documents']>[number]) {
  return {
    CLDM: paperCodes.get(kind) ?? paperCodes.get('OTHER'),
    CLMC: name,
    CLZY: sha256,
    CLDX: String(bytes),
  };
}

function failed(code: string, message: string, zh: string): DomainError {
  return new DomainError('unavailable', code, message, { zh });
}
