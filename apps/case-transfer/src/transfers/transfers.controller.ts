import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Clock, Describe, IdPipe, languageOf, nextLink } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Acknowledger } from '../deliveries/acknowledger.js';
import { OrderDeliveryDto } from '../deliveries/deliveries.dto.js';
import { deliveryViewOf } from '../deliveries/delivery-view.js';
import { AddDocumentDto } from '../documents/documents.dto.js';
import { DocumentsService } from '../documents/documents.service.js';
import { documentViewOf } from '../documents/document-view.js';
import { UploadsService } from '../documents/uploads.service.js';
import { TransferPages } from './transfer-pages.js';
import type { TakenStep } from './transfer-steps.js';
import { stepView, viewOf } from './transfer-view.js';
import { OpenReverseDto, SignReportDto, TakeStepDto, TransfersQueryDto } from './transfers.dto.js';
import { TransfersService } from './transfers.service.js';
import { findSeated } from './transfers.store.js';
import {
  deliveryView,
  documentView,
  signatureView,
  stepTaken,
  transferPage,
  transferPageView,
} from './transfers.views.js';

@Controller('transfers')
export class TransfersController {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly transfers: TransfersService,
    private readonly pages: TransferPages,
    private readonly documents: DocumentsService,
    private readonly uploads: UploadsService,
    private readonly acknowledger: Acknowledger,
  ) {}

  @Get()
  @Allow('transfer:read')
  @Describe({
    summary:
      "The caller's worklist: transfers of its cases, to it, or of its area; what ends first comes first",
    answers: { 200: transferPage },
  })
  async list(
    @Query() query: TransfersQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') language?: string,
  ) {
    const page = await this.pages.list(this.db.manager, query, actor, languageOf(language));
    const link = nextLink(request.url, page.nextCursor);
    if (link) reply.header('link', link);
    return page;
  }

  @Get(':id')
  @Allow('transfer:read')
  @Describe({
    summary:
      'A transfer with its steps, papers, limits, deliveries, fines and readers, as the caller may see them',
    answers: { 200: transferPageView },
  })
  show(
    @Param('id', IdPipe) id: string,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    return this.db.transact((tx) => this.pages.show(tx, id, actor, languageOf(language)));
  }

  @Post('reverse-cases')
  @Allow('transfer:deliver')
  @Describe({
    summary: 'Open a case that police or procuratorate handed over without an earlier transfer',
    answers: { 201: stepTaken, 200: stepTaken },
  })
  async openReverse(
    @Body() body: OpenReverseDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') language?: string,
  ) {
    const taken = await this.db.transact((tx) => this.transfers.openReverse(tx, body, actor));
    return this.answer(taken, actor, reply, language);
  }

  @Post(':id/steps')
  @Allow('transfer:take-step')
  @Describe({
    summary:
      'Take the next step of the state table: as its agency, its police organ or its procuratorate. The same number again is answered 200',
    answers: { 201: stepTaken, 200: stepTaken },
  })
  async takeStep(
    @Param('id', IdPipe) id: string,
    @Body() body: TakeStepDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') language?: string,
  ) {
    // Where it is refused as stale, this is where the newer state is.
    reply.header('link', `</transfers/${id}>; rel="latest-version"`);
    const taken = await this.db.transact((tx) => this.transfers.takeStep(tx, id, body, actor));
    return this.answer(taken, actor, reply, language);
  }

  @Post(':id/documents')
  @Allow('transfer:take-step')
  @Describe({
    summary:
      'Add a paper by name, digest and size, with the file that was uploaded here or without; others see it with the step that names it',
    answers: { 201: documentView },
  })
  async addDocument(
    @Param('id', IdPipe) id: string,
    @Body() body: AddDocumentDto,
    @CurrentActor() actor: Actor,
  ) {
    // Its process may have died after the last byte, before it was stored.
    if (body.uploadId !== undefined) await this.uploads.finishOwn(body.uploadId, id, actor);
    return documentViewOf(await this.db.transact((tx) => this.documents.add(tx, id, body, actor)));
  }

  @Post(':id/signatures')
  @HttpCode(200)
  @Allow('transfer:deliver')
  @Describe({
    summary:
      'Sign the transfer report, as an officer who is signed in; two or more sign before it is submitted',
    answers: { 200: signatureView },
  })
  async sign(
    @Param('id', IdPipe) id: string,
    @Body() { documentId }: SignReportDto,
    @CurrentActor() actor: Actor,
  ) {
    const signature = await this.db.transact((tx) => this.documents.sign(tx, id, documentId, actor));
    const { officerId, officerName } = signature;
    return { documentId, officerId, officerName };
  }

  @Post(':id/deliveries')
  @Allow('transfer:deliver')
  @Describe({
    summary:
      'Have the case delivered to the police organ; it counts as delivered when it has arrived. The same order again changes nothing',
    answers: { 201: deliveryView },
  })
  async deliver(
    @Param('id', IdPipe) id: string,
    @Body() { version, ...order }: OrderDeliveryDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    reply.header('link', `</transfers/${id}>; rel="latest-version"`);
    const delivery = await this.db.transact((tx) => this.transfers.deliver(tx, id, version, order, actor));
    return deliveryViewOf(delivery);
  }

  /**
   * Everything said here is committed. Under an `Idempotency-Key` it is part of a commit that is made before anything is answered: where
   * that fails, the acknowledgement that was signed goes nowhere.
   */
  private async answer(
    { transfer, step, repeated }: TakenStep,
    actor: Actor,
    reply: FastifyReply,
    header?: string,
  ) {
    const language = languageOf(header);
    const { agency } = actor;
    const { reader } = await this.db.transact((tx) => findSeated(tx, transfer.id, agency.id));
    const signed =
      step.externalNo === null
        ? null
        : await this.acknowledge(agency.id, step.externalNo, { transfer, step, repeated });
    reply.status(repeated ? 200 : 201).header('location', `/transfers/${transfer.id}`);
    return {
      transfer: viewOf(transfer, reader, this.clock.now(), language),
      step: stepView(transfer, step, reader, language),
      repeated,
      acknowledgement: signed,
    };
  }

  private async acknowledge(partner: string, externalNo: string, { transfer, step, repeated }: TakenStep) {
    const status = repeated ? 'REPEATED' : 'ACCEPTED';
    const answered = {
      externalNo,
      status,
      transferId: transfer.id,
      stepNo: step.no,
      answeredAt: this.clock.now().toISOString(),
    } as const;
    const signature = await this.acknowledger.sign(partner, answered);
    return signature && { ...answered, signature };
  }
}
