import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Describe, IdPipe, nextLink, pageOf, readCursor } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { deliveryView } from '../transfers/transfers.views.js';
import { DeliveriesQueryDto, HandOverDto } from './deliveries.dto.js';
import { DeliveriesService, isUnderWay, unknownDelivery } from './deliveries.service.js';
import { findDelivery, pageOfDeliveries } from './deliveries.store.js';
import { deliveryViewOf } from './delivery-view.js';

const deliveryPage = z.object({ items: z.array(deliveryView), nextCursor: z.string().nullable() });
const deliveryWithContent = deliveryView.extend({
  content: z.looseObject({}).meta({ description: 'As it goes to the police organ' }),
});

@Controller('deliveries')
export class DeliveriesController {
  constructor(
    private readonly db: Database,
    private readonly deliveries: DeliveriesService,
  ) {}

  @Get()
  @Allow('transfer:read')
  @Describe({
    summary: 'What the caller sent to police organs, the newest first; with what waits since when, and why',
    answers: { 200: deliveryPage },
  })
  async list(
    @Query() query: DeliveriesQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const [before] = readCursor(query.cursor, z.tuple([z.uuid()])) ?? [];
    const rows = await pageOfDeliveries(this.db.manager, actor.agency.id, query, before);
    const { items, nextCursor } = pageOf(rows, query.limit, ({ id }) => [id]);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    return { items: items.map(deliveryViewOf), nextCursor };
  }

  @Get(':id')
  @Allow('transfer:read')
  @Describe({
    summary:
      'A delivery with its content, for its sender (to print it), and for its recipient once it has arrived',
    answers: { 200: deliveryWithContent },
  })
  async show(@Param('id', IdPipe) id: string, @CurrentActor() { agency }: Actor) {
    const delivery = await findDelivery(this.db.manager, id);
    const theirs = delivery?.recipient === agency.id && !isUnderWay(delivery);
    if (!delivery || !(delivery.sender === agency.id || theirs)) throw unknownDelivery(id);
    return { ...deliveryViewOf(delivery), content: JSON.parse(delivery.body) as Record<string, unknown> };
  }

  @Post(':id/hand-over')
  @HttpCode(200)
  @Allow('transfer:hand-over')
  @Describe({
    summary: 'Register that it was handed over on paper, at its true time; whatever the way it was to go',
    answers: { 200: deliveryView },
  })
  async handOver(
    @Param('id', IdPipe) id: string,
    @Body() { handedOverAt }: HandOverDto,
    @CurrentActor() actor: Actor,
  ) {
    const delivery = await this.db.transact((tx) =>
      this.deliveries.handedOver(tx, id, new Date(handedOverAt), actor),
    );
    return deliveryViewOf(delivery);
  }
}
