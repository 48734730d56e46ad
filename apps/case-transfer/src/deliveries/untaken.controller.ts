import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import {
  createDto,
  Describe,
  type Language,
  languageOf,
  nextLink,
  pageOf,
  pageQuery,
  readCursor,
} from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { pageOfUntaken, type StoredUntaken } from './untaken.store.js';

class UntakenQueryDto extends createDto(pageQuery.extend({ organ: z.string().max(64).optional() })) {}

const untakenView = z.object({
  id: z.string(),
  organ: z.string().meta({ description: 'From whose system it came' }),
  transferId: z.string().nullable().meta({ description: 'Null where it cannot be known' }),
  reference: z.string().meta({ description: 'Name of the file, or number of the status' }),
  code: z.string(),
  said: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  issues: z.array(z.object({ field: z.string(), rule: z.string(), message: z.string() })),
  seenAt: z.string(),
});
const untakenPage = z.object({ items: z.array(untakenView), nextCursor: z.string().nullable() });

/** What police systems said that could not be taken: refused packages, records and answers, statuses without a step of ours. */
@Controller('untaken-messages')
export class UntakenController {
  constructor(private readonly db: Database) {}

  @Get()
  @Allow('transfer:read')
  @Describe({
    summary:
      'What came from police systems and could not be taken, the newest first, with the reasons: of transfers that the caller sees, and of organs that it sends to',
    answers: { 200: untakenPage },
  })
  async list(
    @Query() { organ, cursor, limit }: UntakenQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const [before] = readCursor(cursor, z.tuple([z.uuid()])) ?? [];
    const rows = await pageOfUntaken(this.db.manager, actor.agency.id, { organ, before, limit });
    const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    const language = languageOf(request.headers['accept-language']);
    return { items: items.map((each) => untakenViewOf(each, language)), nextCursor };
  }
}

function untakenViewOf(
  { issues, seenAt, ...shown }: StoredUntaken,
  language: Language,
): z.output<typeof untakenView> {
  return {
    ...shown,
    issues: issues.map(({ field, rule, message, messageZh = message }) => ({
      field,
      rule,
      message: language === 'zh-CN' ? messageZh : message,
    })),
    seenAt: seenAt.toISOString(),
  };
}
