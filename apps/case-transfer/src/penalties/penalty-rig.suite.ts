import { newId } from '@xianjie/identifiers';
import { begun } from '../transfers/play.suite.js';
import { cases, db, decision, findings } from '../transfers/transfers-rig.suite.js';

type Decided = Parameters<typeof decision>[0];

export const decide = (change: Decided): Promise<void> =>
  db.transact((tx) => cases().noteDecision(tx, decision(change)));

/** A case with a duty to transfer that was penalised instead, and its decision. */
export async function penalised(
  change: Decided = {},
): Promise<{ readonly caseId: string; readonly decisionId: string; readonly transferId: string }> {
  const { caseId, id: transferId } = await begun();
  return { ...(await penalisedIn(caseId, change)), transferId };
}

/** The same in a case of which no transfer was ever opened. */
export const penalisedWithoutTransfer = (change: Decided = {}) => penalisedIn(newId(), change);

async function penalisedIn(
  caseId: string,
  change: Decided,
): Promise<{ readonly caseId: string; readonly decisionId: string }> {
  await db.transact((tx) => cases().noteFindings(tx, findings({ caseId })));
  const decisionId = newId();
  await decide({ caseId, decisionId, decidedOn: '2026-03-05', ...change });
  return { caseId, decisionId };
}
