import { Controller, Get, Header, Res } from '@nestjs/common';
import { Allow } from '@xianjie/identity';
import type { FastifyReply } from 'fastify';
import { Health } from './health.js';

@Controller()
export class HealthController {
  constructor(private readonly health: Health) {}

  /** The process runs its event loop; nothing else, or a broken database would have every service restarted. */
  @Get('livez')
  @Allow('public')
  @Header('cache-control', 'no-store')
  live() {
    return { status: 'alive' };
  }

  @Get('readyz')
  @Allow('public')
  @Header('cache-control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const obstacles = await this.health.obstacles();
    if (Object.keys(obstacles).length === 0) return { status: 'ready' };
    reply.code(503);
    return { status: 'not ready', obstacles };
  }
}
