import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { createDto, Describe, IdPipe } from '@xianjie/service';
import { z } from 'zod';
import { words } from '../transfers/texts.js';
import { ErasureService } from './erasure.service.js';

class EraseDto extends createDto(
  z.strictObject({
    documentNo: words(64).meta({ description: 'Number of the document that orders it' }),
  }),
) {}

const erased = z.object({ transferId: z.string(), erasedAt: z.string() });

@Controller('transfers/:id/erasure')
export class ErasureController {
  constructor(
    private readonly db: Database,
    private readonly erasure: ErasureService,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow('transfer:erase')
  @Describe({
    summary:
      'Destroy the key of what is personal in a closed transfer: words, names and papers are gone for good',
    answers: { 200: erased },
  })
  async erase(
    @Param('id', IdPipe) transferId: string,
    @Body() { documentNo }: EraseDto,
    @CurrentActor() actor: Actor,
  ): Promise<z.output<typeof erased>> {
    const at = await this.db.transact((tx) => this.erasure.erase(tx, transferId, documentNo, actor));
    return { transferId, erasedAt: at.toISOString() };
  }
}
