import { Readable } from 'node:stream';
import { HttpException, Injectable } from '@nestjs/common';
import { DataStore, Server, Upload as TusUpload } from '@tus/server';
import { newId } from '@xianjie/identifiers';
import type { Actor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DocumentFiles } from './document-files.js';
import { requireWriter } from './documents.service.js';
import { LARGEST_DOCUMENT } from './transfer-document.js';
import { KEPT_MS, unknownUpload, type Upload } from './upload.js';
import { UploadLocks } from './upload-locks.js';
import { UploadsService } from './uploads.service.js';
import { findUpload } from './uploads.store.js';

/** Who asks for what: the guards were passed, and the path is one of ours. */
export interface UploadCall {
  readonly transferId: string;
  /** Undefined where an upload is begun. */
  readonly uploadId?: string;
  readonly actor: Actor;
}

/** Between tus and the uploads: which bytes are there, and where more go. */
class UploadStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly uploads: UploadsService,
    private readonly files: DocumentFiles,
  ) {
    super();
  }

  override async create(tus: TusUpload): Promise<TusUpload> {
    await this.files.begin(await this.#known(tus.id));
    return tus;
  }

  override async getUpload(id: string): Promise<TusUpload> {
    const upload = await this.#known(id);
    if (upload.status === 'REFUSED') throw unknownUpload(id);
    return new TusUpload({
      id,
      size: upload.bytes,
      offset: await this.uploads.lengthOf(upload),
      creation_date: this.#restingSince(upload).toISOString(),
    });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    return this.uploads.write(await this.#known(id), offset, stream);
  }

  override async remove(id: string): Promise<void> {
    await this.uploads.abandon(await this.#known(id));
  }

  override getExpiration(): number {
    return KEPT_MS;
  }

  /** What is kept is counted from the last bytes that came. The protocol asks the computer's clock, which need not be ours. */
  #restingSince({ touchedAt }: Upload): Date {
    return new Date(Date.now() - Math.max(0, this.clock.now().getTime() - touchedAt.getTime()));
  }

  async #known(id: string): Promise<Upload> {
    const upload = await findUpload(this.db.manager, id);
    if (!upload) throw unknownUpload(id);
    return upload;
  }
}

/** Resumable uploads by the tus protocol (1.0.0), behind the guards of the service and with its problem answers. */
@Injectable()
export class UploadProtocol {
  readonly #server: Server;
  readonly #calls = new WeakMap<Request, UploadCall>();
  readonly #errors = new WeakMap<Request, unknown>();

  constructor(
    private readonly db: Database,
    clock: Clock,
    private readonly uploads: UploadsService,
    locks: UploadLocks,
    files: DocumentFiles,
  ) {
    this.#server = new Server({
      path: '/uploads',
      datastore: new UploadStore(db, clock, uploads, files),
      locker: locks,
      maxSize: LARGEST_DOCUMENT,
      allowedOrigins: () => false,
      namingFunction: () => newId(),
      getFileIdFromRequest: (request) => this.#calls.get(request)?.uploadId ?? '',
      // Relative to the address that was called: it holds behind a proxy that adds to the path.
      generateUrl: (_request, { id }) => `uploads/${id}`,
      onUploadCreate: (request, { id, size, metadata }) => this.#begin(request, id, size, metadata),
      onUploadFinish: async (_request, { id }) => {
        await this.uploads.finish(id);
        return {};
      },
      onResponseError: (request, error) => {
        this.#errors.set(request, error instanceof Error ? error : statusOf(error));
        return undefined;
      },
    });
  }

  /** Answers one request of the protocol. Throws what the service turns into a problem. */
  async answer(call: UploadCall, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.#allow(call);
    const asked = webRequest(request);
    this.#calls.set(asked, call);
    const answer = await this.#server.handleWeb(asked);
    const error = this.#errors.get(asked);
    if (error !== undefined) throw error;
    if (answer.status >= 400) throw statusOf({ status_code: answer.status });
    reply.status(answer.status);
    for (const [name, value] of answer.headers) if (isOurs(name)) reply.header(name, value);
  }

  /** What is not the caller's is not there, however the request is wrong otherwise. */
  async #allow({ uploadId, transferId, actor }: UploadCall): Promise<void> {
    if (uploadId === undefined) return requireWriter(this.db.manager, transferId, actor);
    await this.uploads.own(uploadId, { transferId, owner: actor.agency.id });
  }

  async #begin(
    request: Request,
    id: string,
    size: number | undefined,
    metadata: Record<string, string | null> | undefined,
  ): Promise<Record<string, never>> {
    const call = this.#calls.get(request) as UploadCall;
    const announced = { id, bytes: size ?? 0, metadata };
    await this.db.transact((tx) => this.uploads.begin(tx, call.transferId, announced, call.actor));
    return {};
  }
}

/** The request as the protocol reads it; its body as it arrives. */
function webRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string') headers.set(name, value);
  const body = request.body instanceof Readable ? Readable.toWeb(request.body) : null;
  return new Request(new URL(request.url, 'http://localhost'), {
    method: request.method,
    headers,
    ...(body ? { body: body as ReadableStream, duplex: 'half' } : {}),
  } as RequestInit);
}

/** 501 is what the protocol says to a request for one of its extensions that is not offered: it is the request that is wrong. */
function statusOf({ status_code: status }: { readonly status_code: number }): HttpException {
  return new HttpException('', status === 501 ? 400 : status);
}

/** Cross-origin rules are not the protocol's to make. */
function isOurs(name: string): boolean {
  return !name.startsWith('access-control-') && name !== 'content-length';
}
