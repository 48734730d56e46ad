import type { Latest } from '../../kit/act.js';
import { readTransfer, type TransferPage } from '../data.js';
import type { ActWords } from './acts.words.js';

/** What is there now, beside what the officer saw when the form was opened. */
export async function latestOf(page: TransferPage, verb: string, say: ActWords): Promise<Latest> {
  const now = await readTransfer(page.id);
  const last = now.steps.at(-1);
  return {
    version: now.version,
    rows: [
      { label: say.stateThen, yours: page.stateName, theirs: now.stateName },
      { label: say.lastStep, yours: page.steps.at(-1)?.stepName, theirs: last?.stepName },
      { label: say.conflictStep, yours: verb, theirs: last?.paper?.officer?.name ?? '—' },
    ],
  };
}
