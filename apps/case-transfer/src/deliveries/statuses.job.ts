import { Inject, Injectable } from '@nestjs/common';
import { isDomainError } from '@xianjie/errors';
import { Database, type Tx } from '@xianjie/persistence';
import { Clock, type Job, LOGGER, type Logger } from '@xianjie/service';
import type { StepInput } from '../transfers/transfer-step.js';
import { cursorOf, noteCursor } from './cursors.store.js';
import { findDelivery } from './deliveries.store.js';
import { InboxOwner } from './inbox-owner.js';
import { PartnerAnswers } from './partner-answers.js';
import type { PlatformClient, PlatformMeaning, PlatformStatus } from './platform-client.js';
import { Platforms } from './platforms.js';
import { insertUntaken } from './untaken.store.js';

type Unknown = Pick<Extract<PlatformMeaning, { kind: 'UNKNOWN' }>, 'rule' | 'message' | 'messageZh'>;

/**
 * Asks the platforms what became of the cases there. Each status and how far was read are one commit: none is taken twice, none is lost.
 * What has no step here, and what our table refuses, is shown to those who see the case; nothing is guessed.
 */
@Injectable()
export class StatusesJob implements Job {
  readonly everyMs = 5000;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly platforms: Platforms,
    private readonly owner: InboxOwner,
    private readonly answers: PartnerAnswers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** All at once: a slow one delays the others by one patience at most. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([...this.platforms.byOrgan].map(([organ, client]) => this.ask(organ, client, signal)));
  }

  private async ask(organ: string, client: PlatformClient, signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted && (await this.owner.hold(organ)) && (await this.page(organ, client, signal)));
      if (signal.aborted) await this.owner.letGo(organ);
    } catch (error) {
      if (signal.aborted) return;
      if (!isDomainError(error)) throw error;
      this.logger.warn({ organ, code: error.code }, 'statuses of a platform could not be had');
    }
  }

  /** Answers whether there may be more. */
  private async page(organ: string, client: PlatformClient, signal: AbortSignal): Promise<boolean> {
    const statuses = await client.statuses(await cursorOf(this.db.manager, organ), signal);
    for (const status of statuses) {
      await this.db.transact(async (tx) => {
        await this.owner.require(tx, organ);
        await this.take(tx, organ, status);
        await noteCursor(tx, organ, status.cursor, this.clock.now());
      });
    }
    return statuses.length > 0;
  }

  private async take(tx: Tx, organ: string, status: PlatformStatus): Promise<void> {
    const { reference, deliveryId, meaning } = status;
    if (meaning.kind === 'NOTHING') return;
    const delivery = deliveryId === null ? undefined : await findDelivery(tx, deliveryId);
    const transferId = delivery?.recipient === organ ? delivery.transferId : null;
    if (meaning.kind === 'UNKNOWN') return this.show(tx, organ, status, transferId, [meaning]);
    if (transferId === null) return this.show(tx, organ, status, null, [unknownDelivery]);
    const step = await inItsSecond(tx, transferId, meaning.step);
    const given = { transferId, externalNo: `平台${reference}`, ...step };
    const { issues } = await this.answers.take(tx, organ, given, { name: reference, source: 'PLATFORM' });
    if (issues.length === 0) return;
    const shown = issues.map(({ rule, message, messageZh = message }) => ({ rule, message, messageZh }));
    await this.show(tx, organ, status, transferId, shown);
  }

  private async show(
    tx: Tx,
    organ: string,
    { reference, said }: PlatformStatus,
    transferId: string | null,
    why: readonly Unknown[],
  ): Promise<void> {
    const issues = why.map(({ rule, message, messageZh }) => ({ field: '', rule, message, messageZh }));
    const code = issues[0]?.rule ?? 'platform.status-unknown';
    await insertUntaken(tx, { organ, transferId, reference, code, said, issues }, this.clock.now());
    this.logger.warn({ organ, code }, 'a status of a platform was not taken');
  }
}

/** Platforms write no fractions: what follows within the second of the step before is not before it. */
async function inItsSecond(tx: Tx, transferId: string, step: StepInput): Promise<StepInput> {
  const [row] = await tx.query<{ at: Date }[]>('SELECT stepped_at AS at FROM transfer WHERE id = $1', [
    transferId,
  ]);
  if (!row || step.effectiveAt === undefined) return step;
  const ahead = row.at.getTime() - new Date(step.effectiveAt).getTime();
  return ahead > 0 && ahead < 1000 ? { ...step, effectiveAt: row.at.toISOString() } : step;
}

const unknownDelivery: Unknown = {
  rule: 'delivery.unknown',
  message: 'The status is of no delivery of ours to this organ',
  messageZh: '该状态不对应本系统送达该机关的文书',
};
