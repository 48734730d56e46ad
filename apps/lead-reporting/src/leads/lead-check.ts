import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { type Lead, requireSubmitted, RUNNING_CHECK } from './lead.js';

/** Gives a lead to the agency that answers for its place; its check begins anew where that is another one. */
export function assignLead(lead: Lead, competent: string | null, today: LocalDate): Lead {
  if (lead.competent === competent) return lead;
  return { ...lead, competent, assignedOn: today, check: RUNNING_CHECK };
}

/**
 * The check takes longer, as the head of the agency approved (市场监督管理行政处罚程序规定, a recalled rule). Throws `conflict`:
 * `lead.withdrawn`, `lead.case-opened`, `lead-check.not-running`.
 */
export function extendCheck(lead: Lead, because: string, approvedBy: string, on: LocalDate): Lead {
  requireSubmitted(lead);
  requireState(lead, 'running');
  return { ...lead, check: { state: 'extended', because, approvedBy, on } };
}

/** The check ended without a case. It may still be opened later. Throws as `extendCheck`. */
export function endCheck(lead: Lead, because: string, on: LocalDate): Lead {
  requireSubmitted(lead);
  requireState(lead, 'running', 'extended');
  return { ...lead, check: { state: 'ended', because, approvedBy: null, on } };
}

function requireState({ id, check: { state } }: Lead, ...states: readonly Lead['check']['state'][]): void {
  if (states.includes(state)) return;
  throw new DomainError('conflict', 'lead-check.not-running', `The check of lead ${id} was ${state}`, {
    zh: `线索 ${id} 的核查${state === 'extended' ? '已延长' : '已结束'}`,
  });
}
