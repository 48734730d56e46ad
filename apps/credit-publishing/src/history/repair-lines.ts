import type { Text } from '@xianjie/statutes';
import { type HistoryLine, line } from './history.js';
import type { PastRepair } from './history.store.js';

const OUTCOMES: Readonly<Record<Exclude<PastRepair['status'], 'pending'>, Text>> = {
  granted: { zh: '准予信用修复', en: 'Repair granted' },
  refused: { zh: '不予信用修复', en: 'Repair refused' },
  withdrawn: { zh: '撤回修复申请', en: 'Application for repair withdrawn' },
};

/** Each application for repair, and what became of it. */
export function linesOfRepairs(repairs: readonly PastRepair[]): HistoryLine[] {
  return repairs.flatMap((repair) => {
    const { status, applicant, agency, appliedOn, decidedOn, reason, documentNo, basis, certainty } = repair;
    const applied = line({
      ...{ on: appliedOn, what: 'repair.apply', agency: applicant, basis, certainty },
      title: { zh: '申请信用修复', en: 'Repair applied for' },
    });
    if (status === 'pending' || decidedOn === null) return [applied];
    const by = status === 'withdrawn' ? applicant : agency;
    const ended = { on: decidedOn, what: `repair.${status}`, title: OUTCOMES[status], agency: by };
    return [applied, line({ ...ended, reason, documentNo })];
  });
}
