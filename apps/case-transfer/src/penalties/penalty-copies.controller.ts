import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database, type Tx } from '@xianjie/persistence';
import {
  Clock,
  createDto,
  Describe,
  IdPipe,
  languageOf,
  nextLink,
  overLatest,
  pageOf,
  pageQuery,
  readCursor,
} from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { words } from '../transfers/texts.js';
import { clockViewOf } from '../transfers/transfer-view.js';
import { clockView } from '../transfers/transfers.views.js';
import { penaltyClocksOf } from './penalty-clock.js';
import { PenaltyCopies, unknownCopy } from './penalty-copies.service.js';
import { findPenaltyCopy, pageOfPenaltyCopies } from './penalty-copies.store.js';
import type { PenaltyCopy } from './penalty-copy.js';

const penaltyCopyView = z.object({
  decisionId: z.string(),
  caseId: z.string(),
  transferId: z.string().nullable(),
  caseNo: z.string().nullable(),
  decisionNo: z.string(),
  decidedOn: z.string(),
  agency: z.string(),
  police: z.string().nullable(),
  procuratorate: z.string().nullable(),
  sentOn: z.string().nullable(),
  rightHolderToldOn: z.string().nullable(),
  noRightHolder: z.string().nullable(),
  annulledOn: z.string().nullable(),
  version: z.number().int(),
});
const withLimit = penaltyCopyView.extend({ clock: clockView.nullable() });
const penaltyCopyPage = z.object({ items: z.array(withLimit), nextCursor: z.string().nullable() });

class PenaltyCopiesQueryDto extends createDto(
  pageQuery.extend({ state: z.enum(['owed', 'settled']).optional() }),
) {}

class SendCopiesDto extends createDto(
  z.strictObject({
    version: z.number().int().min(1).optional(),
    sentOn: z.iso.date().meta({ description: 'When the copies went to police and procuratorate' }),
    rightHolderToldOn: z.iso.date().optional(),
    noRightHolder: words(1000).optional().meta({ description: 'Why no right holder was told' }),
  }),
) {}

/** Copies of penalty decisions that are owed to police and procuratorate (高检会〔2006〕2号第1条). */
@Controller('penalty-copies')
export class PenaltyCopiesController {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly copies: PenaltyCopies,
  ) {}

  @Get()
  @Allow('transfer:read')
  @Describe({
    summary:
      'Penalty decisions of which copies are owed or went out, with their limits: the agency’s own, and those that the procuratorate may expect',
    answers: { 200: penaltyCopyPage },
  })
  async list(
    @Query() { state, cursor, limit }: PenaltyCopiesQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') language?: string,
  ) {
    const after = readCursor(cursor, z.tuple([z.iso.date(), z.uuid()]));
    const rows = await pageOfPenaltyCopies(this.db.manager, actor.agency.id, { state, limit }, after);
    const { items, nextCursor } = pageOf(rows, limit, (each) => [each.decidedOn, each.decisionId]);
    const link = nextLink(request.url, nextCursor);
    if (link) reply.header('link', link);
    return { items: await this.withLimits(this.db.manager, items, language), nextCursor };
  }

  @Get(':decisionId')
  @Allow('transfer:read')
  @Describe({ summary: 'One of them, with its limit', answers: { 200: withLimit } })
  async show(
    @Param('decisionId', IdPipe) decisionId: string,
    @CurrentActor() { agency }: Actor,
    @Headers('accept-language') language?: string,
  ) {
    const copy = await findPenaltyCopy(this.db.manager, decisionId);
    if (!copy || ![copy.agency, copy.procuratorate].includes(agency.id)) throw unknownCopy(decisionId);
    return this.withLimit(this.db.manager, copy, language);
  }

  @Post(':decisionId/sending')
  @HttpCode(200)
  @Allow('transfer:deliver')
  @Describe({
    summary: 'Register when the copies went out, and when the right holder was told or why none was',
    answers: { 200: withLimit },
  })
  send(
    @Param('decisionId', IdPipe) decisionId: string,
    @Body() body: SendCopiesDto,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    return overLatest(`/penalty-copies/${decisionId}`, () =>
      this.db.transact(async (tx) =>
        this.withLimit(tx, await this.copies.send(tx, decisionId, body, actor), language),
      ),
    );
  }

  private async withLimit(tx: Tx, copy: PenaltyCopy, language: string | undefined) {
    const [shown] = await this.withLimits(tx, [copy], language);
    return shown;
  }

  private async withLimits(tx: Tx, copies: readonly PenaltyCopy[], language: string | undefined) {
    const ids = copies.map(({ decisionId }) => decisionId);
    const [clocks, now] = [await penaltyClocksOf(tx, ids), this.clock.now()];
    return copies.map((copy) => {
      const running = clocks.get(copy.decisionId);
      return { ...viewOf(copy), clock: running ? clockViewOf(running, now, languageOf(language)) : null };
    });
  }
}

function viewOf({ registeredBy: _officer, ...shown }: PenaltyCopy): z.output<typeof penaltyCopyView> {
  return shown;
}
