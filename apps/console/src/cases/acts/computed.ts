import { Statutes } from '@xianjie/statutes';
import type { LeadPaths } from '../../api/clients.js';
import type { CaseView, Findings } from '../case-data.js';
import { latestFindings } from '../case-reading.js';

type Body<Path extends keyof LeadPaths> = LeadPaths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Input } } };
}
  ? Input
  : never;
export type FindingsInput = Body<'/cases/{id}/findings'>;

/** What the law of the day makes of facts while they are typed; undefined while they say too little. The service computes it anew. */
export function dutyOf(
  facts: Partial<FindingsInput>,
): Pick<Findings, 'duty' | 'grounds' | 'basis' | 'advice' | 'why'> | undefined {
  if (!facts.actEndOn || !facts.actType || facts.actType === 'OTHER') return undefined;
  try {
    const { result, basis, advice, why } = Statutes.inForce().transferDuty({
      actEndDate: facts.actEndOn,
      discoveredDate: facts.discoveredOn ?? facts.actEndOn,
      actType: facts.actType,
      subject: facts.subject === 'UNIT' ? 'unit' : 'natural',
      patents: facts.patents ?? 1,
      turnover: fen(facts.turnoverFen),
      gain: fen(facts.gainFen),
      directLoss: fen(facts.directLossFen),
      priorSanctionWithin2y: facts.priorSanctionWithin2y ?? false,
      reasonableSuspicion: Boolean(facts.suspicionReasons?.trim()),
    });
    return { duty: result.transferDuty, grounds: [...result.grounds], basis, advice, why };
  } catch {
    return undefined;
  }
}

/** How high a fine may go on the day of the decision; undefined where no ceiling is known. */
export function ceilingOf(found: CaseView, decidedOn: string | undefined) {
  const findings = latestFindings(found);
  if (!findings || found.actType === 'INFRINGEMENT') return undefined;
  try {
    const { result, basis, advice } = Statutes.inForce().fineCeiling({
      actEndDate: findings.actEndOn,
      illegalGain: fen(findings.gainFen ?? undefined) ?? null,
      ...(decidedOn ? { decidedOn } : {}),
    });
    return { maxFineFen: result.maxFine.toString(), basis, advice };
  } catch {
    return undefined;
  }
}

const fen = (digits: string | undefined): bigint | undefined =>
  digits !== undefined && /^\d+$/.test(digits) ? BigInt(digits) : undefined;
