import { Injectable } from '@nestjs/common';
import { TransferOpened } from '@xianjie/contracts';
import type { Actor } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { ChangeFeed } from '@xianjie/service';

/** Organs of a transfer are told of its changes; what its agency does with a draft is its own business. */
@Injectable()
export class TransferChanges {
  constructor(feed: ChangeFeed) {
    feed.add({
      topic: TransferOpened.topic,
      resource: 'transfers',
      permission: 'transfer:read',
      viewers: viewersOfTransfers,
    });
  }
}

async function viewersOfTransfers(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, (actor: Actor) => boolean>> {
  const rows = await tx.query<{ id: string; organs: string[] }[]>(
    `SELECT t.id, array_agg(r.organ) AS organs FROM transfer t JOIN transfer_reader r ON r.transfer_id = t.id
     WHERE t.id = ANY($1::uuid[]) AND r.until_step IS NULL AND (t.draft_from IS NULL OR r.seat = 'ADMIN')
     GROUP BY t.id`,
    [ids],
  );
  return new Map(rows.map(({ id, organs }) => [id, ({ agency }) => organs.includes(agency.id)]));
}
