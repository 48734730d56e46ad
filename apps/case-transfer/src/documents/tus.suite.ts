import { createHash } from 'node:crypto';
import { agencyOf, SCOPES, service, type Who } from '../transfers/transfers-rig.suite.js';

type Body = Uint8Array<ArrayBuffer> | ReadableStream;

/** A sender of files by the tus protocol, as a test drives it. */
export class TusSender {
  constructor(
    private readonly base: () => string,
    private readonly token: () => Promise<string>,
  ) {}

  async call(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: Body,
  ): Promise<Response> {
    return fetch(`${this.base()}${path}`, {
      method,
      headers: { authorization: `Bearer ${await this.token()}`, 'tus-resumable': '1.0.0', ...headers },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    } as RequestInit);
  }

  begin(
    transferId: string,
    bytes: number,
    metadata: Readonly<Record<string, string>> = { filename: '移送书.pdf', filetype: 'application/pdf' },
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return this.call('POST', `/transfers/${transferId}/uploads`, {
      'upload-length': String(bytes),
      'upload-metadata': encoded(metadata),
      ...headers,
    });
  }

  /** Path of an upload that was begun: the answer's address is relative to the one that was called. */
  async begun(
    transferId: string,
    bytes: number,
    metadata?: Readonly<Record<string, string>>,
  ): Promise<string> {
    const answer = await this.begin(transferId, bytes, metadata);
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    const called = new URL(`${this.base()}/transfers/${transferId}/uploads`);
    return new URL(answer.headers.get('location') ?? '', called).pathname;
  }

  patch(path: string, offset: number, body: Body): Promise<Response> {
    const type = { 'content-type': 'application/offset+octet-stream' };
    return this.call('PATCH', path, { 'upload-offset': String(offset), ...type }, body);
  }

  async offset(path: string): Promise<number> {
    const answer = await this.call('HEAD', path);
    if (answer.status !== 200) throw new Error(`HEAD answered ${answer.status}`);
    return Number(answer.headers.get('upload-offset'));
  }

  /** Uploads a whole file; answers its upload's id. */
  async send(transferId: string, file: Buffer, metadata?: Readonly<Record<string, string>>): Promise<string> {
    const path = await this.begun(transferId, file.length, metadata);
    const answer = await this.patch(path, 0, new Uint8Array(file));
    if (answer.status !== 204) throw new Error(`${answer.status} ${await answer.text()}`);
    return path.split('/').at(-1) ?? '';
  }
}

export const encoded = (metadata: Readonly<Record<string, string>>): string =>
  Object.entries(metadata)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');

export const digestOf = (file: Uint8Array): string => createHash('sha256').update(file).digest('hex');

/** Something that begins like a PDF. */
export function pdf(length: number, fill = 'x'): Buffer {
  const file = Buffer.alloc(length, fill);
  file.write('%PDF-1.7\n');
  return file;
}

/** Sends as this officer or system, to the service under test or to another instance of it. */
export function senderOf({ agency, officer }: Who, base = () => service.url): TusSender {
  return new TusSender(base, () =>
    service.issuer.token({ scopes: SCOPES, agency: agencyOf(agency), ...(officer ? { officer } : {}) }),
  );
}
