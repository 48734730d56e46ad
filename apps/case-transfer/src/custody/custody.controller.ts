import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { Describe, IdPipe } from '@xianjie/service';
import { ConfirmMoveDto, MoveItemsDto, RegisterItemsDto } from './custody.dto.js';
import { CustodyService } from './custody.service.js';
import { custodyView, moveView, moveViewOf } from './custody.views.js';

@Controller('transfers/:id/custody')
export class CustodyController {
  constructor(
    private readonly db: Database,
    private readonly custody: CustodyService,
  ) {}

  @Get()
  @Allow('transfer:read')
  @Describe({
    summary: 'The evidence of a transfer: each item, who holds it since when, and every hand-over',
    answers: { 200: custodyView },
  })
  show(@Param('id', IdPipe) id: string, @CurrentActor() actor: Actor) {
    return this.custody.show(this.db.manager, id, actor);
  }

  @Post('items')
  @Allow('transfer:deliver')
  @Describe({
    summary: 'Add lines to the list of articles; the same list under the same number changes nothing',
    answers: { 201: custodyView },
  })
  register(@Param('id', IdPipe) id: string, @Body() body: RegisterItemsDto, @CurrentActor() actor: Actor) {
    return this.db.transact(async (tx) => {
      await this.custody.register(tx, id, body, actor);
      return this.custody.show(tx, id, actor);
    });
  }

  @Post('moves')
  @Allow('transfer:take-step')
  @Describe({
    summary: 'Items changed hands, under a signed receipt: entered by who gives or who takes them',
    answers: { 201: moveView },
  })
  async move(@Param('id', IdPipe) id: string, @Body() body: MoveItemsDto, @CurrentActor() actor: Actor) {
    return moveViewOf(await this.db.transact((tx) => this.custody.move(tx, id, body, actor)));
  }

  @Post('moves/:moveId/confirmation')
  @HttpCode(200)
  @Allow('transfer:take-step')
  @Describe({
    summary: 'The other side of a hand-over says that it is so, or what differs; once',
    answers: { 200: custodyView },
  })
  confirm(
    @Param('id', IdPipe) id: string,
    @Param('moveId', IdPipe) moveId: string,
    @Body() { differs }: ConfirmMoveDto,
    @CurrentActor() actor: Actor,
  ) {
    return this.db.transact(async (tx) => {
      await this.custody.confirm(tx, id, moveId, differs ?? null, actor);
      return this.custody.show(tx, id, actor);
    });
  }
}
