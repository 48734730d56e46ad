import type { CaseDecided } from '@xianjie/contracts';
import { recordAudit } from '@xianjie/audit';
import type { TimeSource } from '@xianjie/deadlines';
import type { Actor } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import type { KnownCase } from '../cases/known-case.js';
import { startPenaltyClock, stopPenaltyClock } from './penalty-clock.js';
import { insertPenaltyCopy, lockPenaltyCopy, noteAnnulment } from './penalty-copies.store.js';

/** A penalty stands where a transfer was due: copies of it are owed, within the limit that begins with the decision. Once, however often it is told. */
export async function oweCopies(
  tx: Tx,
  { caseId, caseNo, agency, police, procuratorate }: KnownCase,
  { decisionId, decisionNo, decidedOn }: CaseDecided,
  {
    transferId,
    by,
    time,
  }: { readonly transferId: string | null; readonly by: Actor; readonly time: TimeSource },
): Promise<void> {
  const unsent = {
    sentOn: null,
    rightHolderToldOn: null,
    noRightHolder: null,
    registeredBy: null,
    annulledOn: null,
  };
  const ofCase = { caseId, transferId, caseNo, agency, police, procuratorate };
  const copy = { decisionId, decisionNo, decidedOn, ...ofCase, ...unsent, version: 1 };
  if (!(await insertPenaltyCopy(tx, copy))) return;
  await startPenaltyClock(tx, copy, by, time);
  await recordAudit(tx, by, 'penalty-copy.owe', decisionId, { caseId });
}

/** A decision that was annulled need be shown to nobody any more. */
export async function oweNoMore(
  tx: Tx,
  decisionId: string,
  annulledOn: string,
  { byAgency, time }: { readonly byAgency: (agency: string) => Actor; readonly time: TimeSource },
): Promise<void> {
  const copy = await lockPenaltyCopy(tx, decisionId);
  if (!copy || copy.annulledOn !== null) return;
  await noteAnnulment(tx, decisionId, annulledOn);
  await stopPenaltyClock(tx, decisionId, annulledOn, byAgency(copy.agency), time);
}
