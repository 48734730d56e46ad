import { Readable } from 'node:stream';
import { Controller, Get, HttpException, Param, Req, Res, StreamableFile } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Describe, IdPipe } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { rangeOf } from './byte-range.js';
import { DocumentFiles } from './document-files.js';
import { DownloadsService, type FiledDocument } from './downloads.service.js';

/** Files of papers. */
@Controller('transfers/:id/documents')
export class DownloadsController {
  constructor(
    private readonly db: Database,
    private readonly downloads: DownloadsService,
    private readonly files: DocumentFiles,
  ) {}

  @Get(':documentId/file')
  @Allow('transfer:read')
  @Describe({
    summary: 'The file of a paper that the caller sees: whole, or one range of its bytes',
    gives: 'application/octet-stream',
  })
  async download(
    @Param('id', IdPipe) id: string,
    @Param('documentId', IdPipe) documentId: string,
    @CurrentActor() actor: Actor,
    @Req() { headers, method }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const found = await this.downloads.find(this.db.manager, id, documentId, actor);
    const { bytes, sha256 } = found.file;
    // A part of another file than the one begun with is no part of it.
    const sameFile = headers['if-range'] === undefined || headers['if-range'] === `"${sha256}"`;
    const range = sameFile ? rangeOf(headers.range, bytes) : undefined;
    if (range === 'unsatisfiable') {
      reply.header('content-range', `bytes */${bytes}`);
      throw new HttpException('', 416);
    }
    const { from, to } = range ?? { from: 0, to: bytes - 1 };
    reply.headers(headersOf(found)).header('content-length', String(to - from + 1));
    if (range) reply.status(206).header('content-range', `bytes ${from}-${to}/${bytes}`);
    // Of the file itself HEAD needs nothing; an empty stream leaves the length as it is said.
    if (method === 'HEAD') return new StreamableFile(Readable.from([]));
    if (from === 0) await this.db.transact((tx) => this.downloads.noteTaken(tx, found, actor));
    return new StreamableFile(
      Readable.from(await this.files.read(found.file, { from, to }), { objectMode: false }),
    );
  }
}

/** Never shown in place, never guessed at, never kept by anybody in between. */
function headersOf({ document, file }: FiledDocument): Record<string, string> {
  return {
    'content-type': file.mediaType,
    'content-disposition': `attachment; filename*=UTF-8''${encoded(document.name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
    'accept-ranges': 'bytes',
    etag: `"${file.sha256}"`,
  };
}

/** RFC 8187. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
