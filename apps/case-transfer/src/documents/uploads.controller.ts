import { Controller, Delete, Get, Head, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Describe, IdPipe } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Upload } from './upload.js';
import { UploadProtocol } from './upload-protocol.js';
import { UploadsService } from './uploads.service.js';

const uploadView = z.object({
  id: z.string(),
  transferId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  arrived: z.number().meta({ description: 'Bytes that are here' }),
  status: z.enum(['UPLOADING', 'STORED', 'REFUSED']),
  refusal: z.string().nullable().meta({ description: 'Code of what was wrong with the file' }),
  sha256: z.string().nullable().meta({ description: 'As computed here, once all bytes have come' }),
  createdAt: z.string(),
});

/** Resumable uploads of papers, by the tus protocol 1.0.0 (creation, creation-with-upload, termination, expiration). */
@Controller('transfers/:id/uploads')
export class UploadsController {
  constructor(
    private readonly protocol: UploadProtocol,
    private readonly uploads: UploadsService,
  ) {}

  @Post()
  @Allow('transfer:take-step')
  @Describe({
    summary:
      'Begin an upload (tus creation): Upload-Length, and Upload-Metadata with filename, filetype and, where it is known, sha256',
    accepts: 'application/offset+octet-stream',
    answers: { 201: null },
  })
  begin(
    @Param('id', IdPipe) transferId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.protocol.answer({ transferId, actor }, request, reply);
  }

  @Head(':uploadId')
  @Allow('transfer:take-step')
  @Describe({ summary: 'How many bytes are here: Upload-Offset (tus)', answers: { 200: null } })
  offset(
    @Param('id', IdPipe) transferId: string,
    @Param('uploadId', IdPipe) uploadId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.protocol.answer({ transferId, uploadId, actor }, request, reply);
  }

  @Patch(':uploadId')
  @Allow('transfer:take-step')
  @Describe({
    summary:
      'Send bytes from Upload-Offset on (tus); the answer to the last ones means that the digest was checked',
    accepts: 'application/offset+octet-stream',
    answers: { 204: null },
  })
  write(
    @Param('id', IdPipe) transferId: string,
    @Param('uploadId', IdPipe) uploadId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.protocol.answer({ transferId, uploadId, actor }, request, reply);
  }

  @Delete(':uploadId')
  @Allow('transfer:take-step')
  @Describe({ summary: 'Give up an upload that is not stored yet (tus termination)', answers: { 204: null } })
  abandon(
    @Param('id', IdPipe) transferId: string,
    @Param('uploadId', IdPipe) uploadId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.protocol.answer({ transferId, uploadId, actor }, request, reply);
  }

  @Get(':uploadId')
  @Allow('transfer:take-step')
  @Describe({
    summary: "The caller's upload: how far it is, and its digest once it is stored",
    answers: { 200: uploadView },
  })
  async show(
    @Param('id', IdPipe) transferId: string,
    @Param('uploadId', IdPipe) uploadId: string,
    @CurrentActor() { agency }: Actor,
  ): Promise<z.output<typeof uploadView>> {
    const upload = await this.uploads.own(uploadId, { transferId, owner: agency.id });
    return viewOf(upload, await this.uploads.lengthOf(upload));
  }
}

function viewOf(
  { id, transferId, name, mediaType, bytes, status, refusal, sha256, createdAt }: Upload,
  arrived: number,
): z.output<typeof uploadView> {
  return {
    id,
    transferId,
    name,
    mediaType,
    bytes,
    arrived,
    status,
    refusal,
    sha256,
    createdAt: createdAt.toISOString(),
  };
}
