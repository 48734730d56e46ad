import {
  Controller,
  Get,
  Header,
  Headers,
  Req,
  StreamableFile,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { Allow } from '@xianjie/identity';
import type { FastifyRequest } from 'fastify';
import { config } from '../config.js';
import type { Session } from '../session/session.js';
import { sessionOf } from '../session/session.hook.js';
import { SessionsService } from '../session/sessions.service.js';
import { mergedChanges } from './merged-changes.js';

const LONGEST_MS = 900_000;
/** The stream ends before its token does, and begins anew with the next one. */
const BEFORE_EXPIRY_MS = 30_000;

/** What changed anywhere: a browser opens few connections to one server, so one stream tells of all services. */
@Controller('console/changes')
export class ChangesController implements BeforeApplicationShutdown {
  readonly #stopping = new AbortController();

  constructor(private readonly sessions: SessionsService) {}

  beforeApplicationShutdown(): void {
    this.#stopping.abort();
  }

  @Get()
  @Allow('change:read')
  @Header('cache-control', 'no-store')
  @Header('x-accel-buffering', 'no')
  stream(@Req() request: FastifyRequest, @Headers('last-event-id') last: string | undefined): StreamableFile {
    const session = sessionOf(request)!;
    const ended = new AbortController();
    const forget = this.sessions.whenEnded(session, () => ended.abort());
    const changes = mergedChanges({
      services: config.SERVICES,
      token: session.accessToken,
      last,
      signal: AbortSignal.any([
        this.#stopping.signal,
        ended.signal,
        AbortSignal.timeout(lifetimeOf(session)),
      ]),
    });
    changes.once('close', forget);
    return new StreamableFile(changes, { type: 'text/event-stream; charset=utf-8' });
  }
}

function lifetimeOf({ accessExpiresAt }: Session): number {
  const left = accessExpiresAt * 1000 - Date.now() - BEFORE_EXPIRY_MS;
  return Math.max(1000, Math.min(LONGEST_MS, left));
}
