import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Describe, IdPipe, nextLink, overLatest } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { viewOf } from './cluster-view.js';
import {
  clusterPage,
  ClustersQueryDto,
  clusterView,
  ConfirmClusterDto,
  EndClusterDto,
} from './clusters.dto.js';
import { ClustersService, type SeenCluster } from './clusters.service.js';

const view = ({ cluster, leads }: SeenCluster) => viewOf(cluster, leads);

@Controller('clusters')
export class ClustersController {
  constructor(
    private readonly db: Database,
    private readonly clusters: ClustersService,
  ) {}

  @Get()
  @Allow('cluster:read')
  @Describe({
    summary: 'Leads of several submitters that look like one matter, or were found to be; the newest first',
    answers: { 200: clusterPage },
  })
  async list(
    @Query() query: ClustersQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { items, nextCursor } = await this.clusters.list(this.db.manager, query, actor);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    return { items: items.map(view), nextCursor };
  }

  @Get(':id')
  @Allow('cluster:read')
  @Describe({
    summary: 'A cluster, with the leads of it that the caller may see',
    answers: { 200: clusterView },
  })
  async show(@Param('id', IdPipe) id: string, @CurrentActor() actor: Actor) {
    return view(await this.clusters.find(this.db.manager, id, actor));
  }

  @Post(':id/confirmation')
  @HttpCode(200)
  @Allow('cluster:confirm')
  @Describe({
    summary: 'An officer finds that suggested leads are one matter',
    answers: { 200: clusterView },
  })
  async confirm(
    @Param('id', IdPipe) id: string,
    @Body() body: ConfirmClusterDto,
    @CurrentActor() actor: Actor,
  ) {
    return this.act(id, (tx) => this.clusters.confirm(tx, id, body, actor));
  }

  @Post(':id/dismissal')
  @HttpCode(200)
  @Allow('cluster:confirm')
  @Describe({
    summary: 'An officer finds that what is suggested is not one matter, and says why',
    answers: { 200: clusterView },
  })
  async dismiss(@Param('id', IdPipe) id: string, @Body() body: EndClusterDto, @CurrentActor() actor: Actor) {
    return this.act(id, (tx) => this.clusters.dismiss(tx, id, body, actor));
  }

  @Post(':id/undoing')
  @HttpCode(200)
  @Allow('cluster:confirm')
  @Describe({
    summary: 'An officer takes a confirmed cluster back, and says why',
    answers: { 200: clusterView },
  })
  async undo(@Param('id', IdPipe) id: string, @Body() body: EndClusterDto, @CurrentActor() actor: Actor) {
    return this.act(id, (tx) => this.clusters.undo(tx, id, body, actor));
  }

  private async act(id: string, work: Parameters<Database['transact']>[0]) {
    return view((await overLatest(`/clusters/${id}`, () => this.db.transact(work))) as SeenCluster);
  }
}
