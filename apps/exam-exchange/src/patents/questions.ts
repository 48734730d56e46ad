import type { LeadSubmitted } from '@xianjie/contracts';
import { checkLocalDate, checkPatentNumber } from '@xianjie/identifiers';
import type { StatusQuestion } from './patent.js';

/** The questions that leads ask; those without a patent number ask none. */
export function questionsOf(
  leads: readonly Pick<LeadSubmitted, 'leadId' | 'patentNumber' | 'actOn'>[],
): StatusQuestion[] {
  return leads.flatMap(({ leadId, patentNumber, actOn }) => {
    const number = checkPatentNumber(patentNumber);
    const day = checkLocalDate(actOn);
    return number.ok && day.ok ? [{ leadId, patentNumber: number.value, actOn: day.value }] : [];
  });
}
