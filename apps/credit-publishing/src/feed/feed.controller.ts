import { Controller, Get, Query } from '@nestjs/common';
import { Allow } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Clock, createDto, Describe } from '@xianjie/service';
import { z } from 'zod';
import { feedState, readFeed } from './feed.store.js';

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
  ) {}

  @Get()
  @Allow('credit-feed:read')
  @Describe({
    summary:
      'Everything that is shown, numbered without gaps: PUT keeps the body under its key, REMOVE drops it. A gap in the numbers is a lost item',
    answers: { 200: feedPage },
  })
  async read(@Query() { after, limit }: FeedQueryDto) {
    const items = await readFeed(this.db.manager, after, limit + 1, this.clock.today());
    const page = items.slice(0, limit);
    return {
      items: page.map((item) => ({ ...item, at: item.at.toISOString() })),
      last: page.at(-1)?.no ?? after,
      complete: items.length <= limit,
    };
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
