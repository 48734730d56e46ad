import type { LocalDate } from '@xianjie/identifiers';
import type { AgencyDirectory } from '@xianjie/identity';
import { transferGuard, type TransferDutyVerdict } from '@xianjie/statutes';

/** How far a case came towards the police, as the procuratorate may know it: what the agency has not decided is UNDECIDED. */
export type Stage = 'NONE' | 'UNDECIDED' | 'REFUSED' | 'APPROVED' | 'DELIVERED' | 'RETURNED';

/** An administrative case as this service knows it from lead-reporting's events. */
export interface KnownCase {
  readonly caseId: string;
  readonly caseNo: string | null;
  readonly agency: string;
  readonly areaCode: string;
  /** Organs of the same level; null where none of the place takes part. */
  readonly police: string | null;
  readonly procuratorate: string | null;
  /** Of the latest findings. */
  readonly duty: TransferDutyVerdict;
  /** Of the first findings that carried a duty: later ones do not take it back. */
  readonly dutySince: LocalDate | null;
  readonly grounds: readonly string[];
  readonly basis: string | null;
  readonly certainty: string | null;
  readonly charge: string | null;
  readonly stage: Stage;
  readonly closedOn: LocalDate | null;
  readonly outcome: string | null;
  readonly version: number;
}

/** What an event tells of a duty. */
export interface DutyFound {
  readonly findingNo: number;
  readonly duty: TransferDutyVerdict;
  readonly grounds: readonly string[];
  readonly basis: string;
  readonly certainty: string;
}

/** A case first heard of. A transfer goes to the police of the agency's own level (国务院令第310号第5条), a copy to the procuratorate of that level. */
export function newCase(
  { caseId, agency, areaCode }: Pick<KnownCase, 'caseId' | 'agency' | 'areaCode'>,
  agencies: AgencyDirectory,
): KnownCase {
  const place = agencies.find(agency)?.area ?? areaCode;
  return {
    caseId,
    caseNo: null,
    agency,
    areaCode,
    police: agencies.competentAt(place, 'police')?.id ?? null,
    procuratorate: agencies.competentAt(place, 'procuratorate')?.id ?? null,
    duty: 'NO_DUTY_ON_AMOUNT',
    dutySince: null,
    grounds: [],
    basis: null,
    certainty: null,
    charge: null,
    stage: 'NONE',
    closedOn: null,
    outcome: null,
    version: 1,
  };
}

/** The case with what its latest findings say. */
export function withDuty(
  known: KnownCase,
  { duty, grounds, basis, certainty }: DutyFound,
  on: LocalDate,
): KnownCase {
  const carries = duty !== 'NO_DUTY_ON_AMOUNT';
  return { ...known, duty, grounds, basis, certainty, dutySince: known.dutySince ?? (carries ? on : null) };
}

export const fineFlags = ['WHILE_BARRED', 'DUTY_NOT_TRANSFERRED', 'AFTER_CRIMINAL_FINE'] as const;
/** Why a fine is flagged: in place of a transfer, or of what the transfer led to (以罚代刑). */
export type FineFlag = (typeof fineFlags)[number];

/** What is known of a case's transfers when a fine is imposed. */
export interface FineContext {
  readonly dutySince: LocalDate | null;
  readonly stage: Stage;
  readonly barred: boolean;
  readonly criminalFine: boolean;
}

/**
 * Whether a fine stands against a transfer, with the articles it breaks; null where nothing is wrong with it. A case that came back
 * from the police or was never one for them may be fined.
 */
export function flagOf({
  dutySince,
  stage,
  barred,
  criminalFine,
}: FineContext): { flag: FineFlag; basis: string } | null {
  if (criminalFine) return { flag: 'AFTER_CRIMINAL_FINE', basis: transferGuard('G7').basis };
  if (barred) return { flag: 'WHILE_BARRED', basis: transferGuard('G1').basis };
  if (dutySince !== null && stage !== 'RETURNED')
    return { flag: 'DUTY_NOT_TRANSFERRED', basis: transferGuard('G1').basis };
  return null;
}
