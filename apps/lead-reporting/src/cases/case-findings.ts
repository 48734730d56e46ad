import type { LocalDate } from '@xianjie/identifiers';
import type { Answer, CounterfeitAct, DutyToTransfer, Statutes } from '@xianjie/statutes';
import { type Acting, type Case, invalid, requireNotClosed, requireNotFuture, withAct } from './case.js';

/** What was done, as the criminal law looks at it; OTHER is no act of counterfeiting. */
export type FoundAct = CounterfeitAct | 'OTHER';

/** A crime that an officer suspects beyond what is computed: another one, or 假冒专利罪 for other serious circumstances. */
export interface OtherCharge {
  /** Such as 生产、销售伪劣产品罪. */
  readonly charge: string;
  readonly reasons: string;
}

/** What was found out. Amounts in fen, as digits; null where not established. */
export interface Facts {
  readonly actEndOn: LocalDate;
  readonly discoveredOn: LocalDate;
  readonly subject: 'NATURAL' | 'UNIT';
  readonly actType: FoundAct;
  /** Patents of others that were used. */
  readonly patents: number;
  readonly turnoverFen: string | null;
  readonly gainFen: string | null;
  readonly directLossFen: string | null;
  readonly priorSanctionWithin2y: boolean;
  /** Only police measures can show whether the threshold is met (国务院令第310号 art 3 ¶2); null where there is no such suspicion. */
  readonly suspicionReasons: string | null;
  readonly otherCharge: OtherCharge | null;
  readonly note: string | null;
}

/** What the law of the day says of the facts. */
export interface Duty {
  readonly duty: DutyToTransfer['transferDuty'];
  readonly grounds: readonly string[];
  /** Articles, in Chinese. */
  readonly basis: string;
  readonly certainty: string;
  /** It rests on a recalled figure: people confirm it before they act on it. */
  readonly advice: boolean;
  readonly why: { readonly zh: string; readonly en: string };
}

/** Findings stand for the whole case as it was then known; later ones take their place. */
export interface Findings extends Facts, Duty {
  readonly findingNo: number;
  readonly recordedOn: LocalDate;
  /** RFC 3339. */
  readonly at: string;
}

/** 刑法 art 216. */
export const CHARGE_216 = '假冒专利罪';

/** What only the criminal law of counterfeiting could say of an act that is none. */
const NOT_COUNTERFEITING: Duty = {
  duty: 'NO_DUTY_ON_AMOUNT',
  grounds: [],
  basis: '刑法第216条',
  certainty: 'VERIFIED',
  advice: false,
  why: { zh: '该行为不属于假冒专利', en: 'The act is no counterfeiting of a patent' },
};

/**
 * The case with what was found out, and whether the law of that day makes it a duty to transfer. Throws `conflict` (`case.closed`),
 * `invalid` (`case.in-future`, `findings.discovered-before-act`, `findings.patents`, and as libs/statutes does).
 */
export function recordFindings(from: Case, facts: Facts, statutes: Statutes, acting: Acting): Case {
  requireNotClosed(from);
  checkFacts(facts, acting.today);
  const findings: Findings = {
    ...facts,
    ...dutyOf(facts, statutes),
    findingNo: from.findings.length + 1,
    recordedOn: acting.today,
    at: acting.at,
  };
  const recorded = withAct(
    { ...from, findings: [...from.findings, findings] },
    acting,
    'findings-recorded',
    acting.today,
    String(findings.findingNo),
  );
  const charges = chargesOf(findings);
  if (charges.length === 0) return recorded;
  return withAct(
    { ...recorded, suspected: true },
    acting,
    'crime-suspected',
    acting.today,
    charges.join('、'),
  );
}

/** Whether findings carry the duty to transfer. */
export const mustTransfer = ({ duty }: Duty): boolean => duty !== 'NO_DUTY_ON_AMOUNT';

/** The crimes that findings make one suspect; none where they carry neither a duty nor an officer's suspicion. */
export function chargesOf(findings: Findings): string[] {
  const { otherCharge } = findings;
  const computed = mustTransfer(findings) ? [CHARGE_216] : [];
  return [...new Set([...computed, ...(otherCharge ? [otherCharge.charge] : [])])];
}

function dutyOf(facts: Facts, statutes: Statutes): Duty {
  if (facts.actType === 'OTHER') return NOT_COUNTERFEITING;
  return dutyIn(
    statutes.transferDuty({
      actEndDate: facts.actEndOn,
      discoveredDate: facts.discoveredOn,
      actType: facts.actType,
      subject: facts.subject === 'UNIT' ? 'unit' : 'natural',
      patents: facts.patents,
      turnover: fenOf(facts.turnoverFen),
      gain: fenOf(facts.gainFen),
      directLoss: fenOf(facts.directLossFen),
      priorSanctionWithin2y: facts.priorSanctionWithin2y,
      reasonableSuspicion: facts.suspicionReasons !== null,
    }),
  );
}

function dutyIn({ result, basis, certainty, advice, why }: Answer<DutyToTransfer>): Duty {
  return { duty: result.transferDuty, grounds: result.grounds, basis, certainty, advice, why };
}

/** Digits as fen; undefined where not established. */
export const fenOf = (digits: string | null): bigint | undefined =>
  digits === null ? undefined : BigInt(digits);

function checkFacts({ actEndOn, discoveredOn, actType, patents }: Facts, today: LocalDate): void {
  requireNotFuture('discoveredOn', discoveredOn, today);
  requireNotFuture('actEndOn', actEndOn, today);
  if (actType === 'OTHERS_NUMBER' && patents < 1) {
    throw invalid(
      'patents',
      'findings.patents',
      'A number of another is of at least one patent',
      '使用他人专利号的，至少涉及一件专利',
    );
  }
}
