import { Controller, Get, Header, Headers, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { check } from '../dto/check.js';
import { createDto } from '../dto/create-dto.js';
import { Describe } from '../openapi/answers.js';
import { ChangeFeed } from './change-feed.js';
import { changeStream } from './change-stream.js';
import { StreamLimits } from './stream-limits.js';

const place = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

class ChangesQueryDto extends createDto(
  z.strictObject({
    after: place.optional().meta({ description: 'As `Last-Event-ID`, for the first connection of a client' }),
  }),
) {}

/** A stream ends at the latest after so long: who listens shows its token again. */
const LONGEST_MS = 900_000;
/** When the service stops, what has not ended by itself after so long is cut off. */
const CUT_MS = 500;

/** What changed, as it happens. */
@Controller('changes')
export class ChangesController {
  readonly #limits = new StreamLimits();

  constructor(private readonly feed: ChangeFeed) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Header('x-accel-buffering', 'no')
  @Allow('change:read')
  @Describe({
    summary:
      'Server-sent events on what the caller may see: `change` with `{resource, id, at}`, `reset` where too much happened to tell. `Last-Event-ID` goes on without loss',
    gives: 'text/event-stream',
  })
  stream(
    @Query() { after }: ChangesQueryDto,
    @Headers('last-event-id') last: string | undefined,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): StreamableFile {
    const from = last
      ? check(z.strictObject({ 'last-event-id': place }), { 'last-event-id': last })['last-event-id']
      : after;
    const leave = this.#limits.enter(actor);
    const gone = new AbortController();
    const over = AbortSignal.any([gone.signal, this.feed.closing, AbortSignal.timeout(lifetimeOf(request))]);
    const events = Readable.from(changeStream(this.feed, actor, from, over), {
      objectMode: false,
      highWaterMark: 16_384,
    });
    // A connection that were kept alive behind its last event would hold up the end of the service.
    reply.header('connection', 'close');
    reply.raw.once('close', () => {
      gone.abort();
      leave();
    });
    this.cutWhenClosing(request);
    return new StreamableFile(events, { type: 'text/event-stream; charset=utf-8' });
  }

  /** A reader that is away without a word would hold up the end of the service; its place is not lost. */
  private cutWhenClosing({ raw: { socket } }: FastifyRequest): void {
    const { closing } = this.feed;
    const cut = () => setTimeout(() => socket.destroy(), CUT_MS).unref();
    closing.addEventListener('abort', cut);
    socket.once('close', () => closing.removeEventListener('abort', cut));
  }
}

/** Milliseconds until the caller's token ends, which the guard has verified. */
function lifetimeOf({ headers }: FastifyRequest): number {
  const [, payload = ''] = headers.authorization?.split('.') ?? [];
  const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp?: number };
  const left = exp === undefined ? LONGEST_MS : exp * 1000 - Date.now();
  return Math.max(1000, Math.min(LONGEST_MS, left));
}
