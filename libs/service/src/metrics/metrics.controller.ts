import { Controller, Get, Header } from '@nestjs/common';
import { Allow } from '@xianjie/identity';
import { Registry } from 'prom-client';

@Controller()
export class MetricsController {
  constructor(private readonly registry: Registry) {}

  /** Prometheus text format; numbers only, nothing about anybody. */
  @Get('metrics')
  @Allow('public')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
