import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { type Actor, AgencyDirectory, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Clock, createDto, Describe, nextLink, pageOf, pageQuery, readCursor } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { noteReading, readersOf } from './feed-readers.js';
import { feedState, newestOfFeed, readFeed } from './feed.store.js';

class FeedQueryDto extends createDto(
  z.strictObject({
    after: z
      .string()
      .regex(/^\d{1,18}$/)
      .default('0')
      .meta({ description: 'Number of the last item read; 0 to begin' }),
    limit: z.coerce.number().int().min(1).max(1000).default(500),
  }),
) {}

class FeedItemsQueryDto extends createDto(
  pageQuery.extend({
    kind: z.enum(['publicity-record', 'list-entry']).optional(),
    change: z.enum(['PUT', 'REMOVE']).optional(),
    key: z.uuid().optional(),
  }),
) {}

const feedItems = z.object({
  items: z.array(
    z.object({
      no: z.string(),
      kind: z.enum(['publicity-record', 'list-entry']),
      key: z.string(),
      change: z.enum(['PUT', 'REMOVE']),
      label: z.string().nullable().meta({ description: 'Null for what may no longer be shared' }),
      partyName: z.string().nullable(),
      creditCode: z.string().nullable(),
      endsOn: z.string().nullable(),
      at: z.string(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

const feedReaders = z.object({
  items: z.array(
    z.object({
      agency: z.string(),
      agencyName: z.string(),
      sent: z.string().meta({ description: 'The highest number it was given; 0 where it never read' }),
      behind: z.string().meta({ description: 'Items that it was not given yet' }),
      readAt: z.string().nullable(),
    }),
  ),
});

const feedPage = z.object({
  items: z.array(
    z.object({
      no: z.string().meta({ description: 'From 1 without gaps' }),
      kind: z.enum(['publicity-record', 'list-entry']),
      key: z.string(),
      change: z.enum(['PUT', 'REMOVE']),
      body: z
        .record(z.string(), z.unknown())
        .nullable()
        .meta({ description: 'Null for a removal, and for what may no longer be shared' }),
      at: z.string(),
    }),
  ),
  last: z.string().meta({ description: 'Number of the last item of this page; ask for those after it next' }),
  complete: z.boolean().meta({ description: 'Nothing lay beyond this page' }),
});

const stateView = z.object({
  last: z.string(),
  records: z.number().int(),
  entries: z.number().int(),
  digest: z
    .string()
    .meta({ description: 'SHA-256, hex, over `<kind> <key>` and a line feed of all that is shown, sorted' }),
});

@Controller('feed')
export class FeedController {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly agencies: AgencyDirectory,
  ) {}

  @Get()
  @Allow('credit-feed:read')
  @Describe({
    summary:
      'Everything that is shown, numbered without gaps: PUT keeps the body under its key, REMOVE drops it. A gap in the numbers is a lost item',
    answers: { 200: feedPage },
  })
  async read(@Query() { after, limit }: FeedQueryDto, @CurrentActor() { agency, officer }: Actor) {
    const items = await readFeed(this.db.manager, after, limit + 1, this.clock.today());
    const page = items.slice(0, limit);
    const last = page.at(-1)?.no;
    // A system's reading is what counts; an officer only looks.
    if (!officer) await noteReading(this.db.manager, agency.id, last ?? '0', this.clock.now());
    return {
      items: page.map((item) => ({ ...item, at: item.at.toISOString() })),
      last: last ?? after,
      complete: items.length <= limit,
    };
  }

  @Get('items')
  @Allow('credit-feed:read')
  @Describe({ summary: 'What the feed told, the newest first, for people', answers: { 200: feedItems } })
  async items(
    @Query() { cursor, limit, ...filters }: FeedItemsQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const [before] = readCursor(cursor, z.tuple([z.string().regex(/^\d{1,18}$/)])) ?? [];
    const rows = await newestOfFeed(this.db.manager, filters, before, limit + 1, this.clock.today());
    const { items, nextCursor } = pageOf(rows, limit, ({ no }) => [no]);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    return { items: items.map((item) => ({ ...item, at: item.at.toISOString() })), nextCursor };
  }

  @Get('readers')
  @Allow('credit-feed:read')
  @Describe({
    summary: 'How far credit platforms were given the feed: the caller itself, or all for an office',
    answers: { 200: feedReaders },
  })
  async readers(@CurrentActor() { agency }: Actor) {
    const isPlatform = agency.kind === 'credit-platform';
    const readers = isPlatform ? [agency] : this.agencies.ofKind('credit-platform');
    return { items: await readersOf(this.db.manager, readers) };
  }

  @Get('state')
  @Allow('credit-feed:read')
  @Describe({
    summary: 'What a reader of the feed must have: counts and a digest, for the daily reconciliation',
    answers: { 200: stateView },
  })
  state() {
    return feedState(this.db.manager, this.clock.today());
  }
}
