import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { DomainError } from '@xianjie/errors';
import type { Actor } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { Clock, requireVersion, Worklists } from '@xianjie/service';
import { insertCopy } from '../oversight/copies.store.js';
import { PENALTY_SUBJECT, stopPenaltyClock } from './penalty-clock.js';
import { lockPenaltyCopy, noteSending } from './penalty-copies.store.js';
import { type PenaltyCopy, registerSending, type Sending } from './penalty-copy.js';

/** Copies of penalty decisions to police and procuratorate, where a case was penalised in place of a transfer. */
@Injectable()
export class PenaltyCopies {
  constructor(
    private readonly clock: Clock,
    worklists: Worklists,
  ) {
    worklists.nameSubjects(PENALTY_SUBJECT, decisionNumbers);
  }

  /**
   * Registers that the copies went out; the procuratorate has that in the same commit. Throws DomainError `not-found`
   * (`penalty-copy.unknown`), `forbidden` (`officer.needed`), `stale`, `conflict` (`transfer.erased`), and as `registerSending`.
   */
  async send(
    tx: Tx,
    decisionId: string,
    { version, ...sending }: Sending & { readonly version?: number | undefined },
    actor: Actor,
  ): Promise<PenaltyCopy> {
    const copy = await lockPenaltyCopy(tx, decisionId);
    if (!copy || copy.agency !== actor.agency.id) throw unknownCopy(decisionId);
    const { officer } = actor;
    if (!officer) throw officerNeeded();
    requireVersion(copy, version);
    const sent = registerSending(copy, sending, { id: officer.id, name: officer.name }, this.clock.today());
    const done = await noteSending(tx, sent);
    await stopPenaltyClock(tx, decisionId, endOf(sent), actor, this.clock);
    await this.tellProcuratorate(tx, done);
    await recordAudit(tx, actor, 'penalty-copy.send', decisionId, { sentOn: sending.sentOn });
    return done;
  }

  private async tellProcuratorate(tx: Tx, copy: PenaltyCopy): Promise<void> {
    const { procuratorate, caseId, transferId, caseNo, agency, decisionId, decisionNo, decidedOn } = copy;
    if (!procuratorate) return;
    const { sentOn, rightHolderToldOn, noRightHolder } = copy;
    const told = { sentOn, rightHolderToldOn, noRightHolder };
    const content = { caseNo, agency, decisionId, decisionNo, decisionOn: decidedOn, ...told };
    const to = { procuratorate, caseId, transferId, stepNo: null, kind: 'FINE', content } as const;
    await insertCopy(tx, to, this.clock.now());
  }
}

/** The duty is done with the later of both: the copies, and the letter to the right holder. */
function endOf({ sentOn, rightHolderToldOn }: PenaltyCopy): string {
  return [sentOn ?? '', rightHolderToldOn ?? ''].sort().at(-1) ?? '';
}

/** Numbers of the decisions that the organ may see. */
async function decisionNumbers(
  tx: Tx,
  ids: readonly string[],
  { agency }: Actor,
): Promise<Map<string, { label: string }>> {
  const rows = await tx.query<{ id: string; label: string }[]>(
    `SELECT decision_id AS id, decision_no AS label FROM penalty_copy
     WHERE decision_id = ANY($1::uuid[]) AND $2 IN (agency, police, procuratorate)`,
    [ids, agency.id],
  );
  return new Map(rows.map(({ id, label }) => [id, { label }]));
}

export function unknownCopy(decisionId: string): DomainError {
  const message = `No copies of a decision ${decisionId} are owed`;
  return new DomainError('not-found', 'penalty-copy.unknown', message, { zh: '没有须抄送的该处罚决定' });
}

function officerNeeded(): DomainError {
  return new DomainError('forbidden', 'officer.needed', 'An officer registers it, signed in', {
    zh: '须由承办人员登录登记',
  });
}
