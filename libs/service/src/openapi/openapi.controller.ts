import { Controller, Get, Inject, Req } from '@nestjs/common';
import { Allow } from '@xianjie/identity';
import type { FastifyRequest } from 'fastify';
import { RouteTable } from '../http/route-table.js';
import type { ServiceOptions } from '../service.module.js';
import { SERVICE } from '../tokens.js';
import { Describe } from './answers.js';
import { openApiDocument } from './document.js';

@Controller()
export class OpenApiController {
  #document: object | undefined;

  constructor(
    private readonly table: RouteTable,
    @Inject(SERVICE) private readonly service: ServiceOptions,
  ) {}

  @Get('openapi.json')
  @Allow('public')
  @Describe({ summary: 'This description' })
  document(@Req() request: FastifyRequest): object {
    const { name, description, config } = this.service;
    this.#document ??= openApiDocument(this.table.routes, {
      name,
      description,
      url: config.SERVICE_URL ?? `${request.protocol}://${request.host}`,
      issuer: config.OIDC_ISSUER,
    });
    return this.#document;
  }
}
