import type { AnswerOutcome } from './partner-answers.js';
import type { Untaken } from './untaken.store.js';

/** An answer that was refused, as those see it who send to the organ; its system is told why. `reference` says where it stands. */
export function refusedAnswer(
  organ: string,
  reference: string,
  { externalNo, transferId, issues }: AnswerOutcome,
): Untaken {
  const code = issues[0]?.rule ?? 'answer.rejected';
  return { organ, transferId, reference, code, said: { externalNo }, issues };
}
