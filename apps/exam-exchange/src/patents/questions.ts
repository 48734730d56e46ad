import type { LeadSubmitted } from '@xianjie/contracts';
import { checkLocalDate, checkPatentNumber } from '@xianjie/identifiers';
import type { Asker, StatusQuestion } from './patent.js';

/** The questions that leads ask; those without a patent number ask none. */
export function questionsOf(
  leads: readonly Pick<LeadSubmitted, 'leadId' | 'patentNumber' | 'actOn' | keyof Asker>[],
): StatusQuestion[] {
  return leads.flatMap(({ leadId, patentNumber, actOn, submitter, externalNo, scope, actType }) => {
    const number = checkPatentNumber(patentNumber);
    const day = checkLocalDate(actOn);
    if (!number.ok || !day.ok) return [];
    const asker = { submitter, externalNo, scope, actType };
    return [{ leadId, patentNumber: number.value, actOn: day.value, asker }];
  });
}
