import { addMonths } from '@xianjie/calendar';
import type { LocalDate } from '@xianjie/identifiers';
import { type Answer, answer } from './answer.js';
import type { StatuteBook } from './book.js';
import { checkDay, checkKnown } from './input.js';
import { creditSystems, type CreditSystem } from './publication.js';
import { lineOfWord } from './regime.js';
import type { Text } from './rule.js';
import { sayRule } from './say.js';
import { type RepairParams, repairs } from './tables/repair.js';

export const repairClasses = ['MINOR', 'GENERAL', 'SERIOUS', 'DISHONEST_ACT'] as const;

export type RepairClass = (typeof repairClasses)[number];

export const repairVerdicts = ['ELIGIBLE', 'TOO_EARLY', 'NOT_CORRECTED', 'NO_COMMITMENT'] as const;

export type RepairVerdict = (typeof repairVerdicts)[number];

export interface RepairApplication {
  readonly system: CreditSystem;
  readonly class: RepairClass;
  /** The day from which the period runs: decision, publication or recognition document. */
  readonly periodStart: string;
  readonly applyDate: string;
  /** Corrected, duties done, effects removed. */
  readonly corrected: boolean;
  /** A public commitment was made. */
  readonly commitment: boolean;
  /** The day of the last repair, where there was one. */
  readonly lastRepair?: string | undefined;
}

export interface RepairResult {
  readonly verdict: RepairVerdict;
  /** The first day on which an application may succeed. */
  readonly earliest: LocalDate;
}

/**
 * Whether an application for repair may succeed, by the rules of the day it is made. The period comes first, then the correction,
 * then the commitment. Throws DomainError `invalid`: `statutes.wrong-regime` for a class that the system did not know that day,
 * `statutes.no-rule`, `statutes.unknown-value`, `local-date.…`.
 */
export function repair(book: StatuteBook, application: RepairApplication): Answer<RepairResult> {
  const system = checkKnown(application.system, creditSystems, 'system');
  const applied = checkDay(application.applyDate, 'applyDate');
  const word = checkKnown(application.class, repairClasses, 'class');
  const rule = lineOfWord(book, repairs, `${system}_REPAIR_`, word, applied);
  const earliest = earliestDay(rule.params, application);
  const verdict = verdictOf(rule.params, application, applied < earliest);
  return answer({ verdict, earliest }, [rule], whyOf(verdict, earliest, sayRule(rule)));
}

function earliestDay({ minMonths, betweenMonths }: RepairParams, application: RepairApplication): LocalDate {
  const afterStart = addMonths(checkDay(application.periodStart, 'periodStart'), minMonths);
  if (application.lastRepair === undefined || betweenMonths === null) return afterStart;
  const afterLast = addMonths(checkDay(application.lastRepair, 'lastRepair'), betweenMonths);
  return afterLast > afterStart ? afterLast : afterStart;
}

function verdictOf(rule: RepairParams, application: RepairApplication, isEarly: boolean): RepairVerdict {
  if (isEarly) return 'TOO_EARLY';
  if (!application.corrected) return 'NOT_CORRECTED';
  return rule.commitment && !application.commitment ? 'NO_COMMITMENT' : 'ELIGIBLE';
}

const VERDICTS: Readonly<Record<RepairVerdict, Text>> = {
  ELIGIBLE: { zh: '符合修复条件', en: 'May be repaired' },
  TOO_EARLY: { zh: '未满最短期限', en: 'Too early' },
  NOT_CORRECTED: { zh: '未纠正或者未履行义务', en: 'Not corrected, or duties not done' },
  NO_COMMITMENT: { zh: '未作信用承诺', en: 'No public commitment' },
};

function whyOf(verdict: RepairVerdict, earliest: string, says: Text): Text {
  const { zh, en } = VERDICTS[verdict];
  return { zh: `${zh}（最早 ${earliest}）：${says.zh}`, en: `${en} (from ${earliest}): ${says.en}` };
}
