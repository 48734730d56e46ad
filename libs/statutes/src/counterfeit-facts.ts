import type { LocalDate } from '@xianjie/identifiers';
import { checkCount, checkDay, checkKnown } from './input.js';
import { checkFen } from './money.js';
import { type CounterfeitAct, counterfeitActs } from './tables/criminal.js';

export const subjects = ['natural', 'unit'] as const;

export type Subject = (typeof subjects)[number];

/** What was found out about a counterfeiting act. */
export interface CounterfeitFacts {
  readonly actEndDate: string;
  /** 非法经营数额 in fen, acts not yet handled added up (法释〔2004〕19号 art. 12); absent where not established. */
  readonly turnover?: bigint | undefined;
  /** 违法所得 in fen. */
  readonly gain?: bigint | undefined;
  /** 直接经济损失 in fen. */
  readonly directLoss?: bigint | undefined;
  /** How many patents of others; 1 where absent. */
  readonly patents?: number | undefined;
  /** A criminal or administrative sanction for patent infringement in the two years before. */
  readonly priorSanctionWithin2y?: boolean | undefined;
  /** `natural` where absent. */
  readonly subject?: Subject | undefined;
  /** `OTHERS_NUMBER` where absent. */
  readonly actType?: CounterfeitAct | undefined;
  /** The day of the decision: figures that are milder then apply. Without it the newest figures are compared. */
  readonly decidedOn?: string | undefined;
}

export interface CheckedFacts {
  readonly actEnd: LocalDate;
  readonly decidedOn: LocalDate | undefined;
  readonly amounts: Readonly<Record<Amount, bigint | undefined>>;
  readonly patents: number;
  readonly afterSanction: boolean;
  readonly isUnit: boolean;
  readonly actType: CounterfeitAct;
}

export const amounts = ['turnover', 'gain', 'directLoss'] as const;

export type Amount = (typeof amounts)[number];

/** Throws DomainError `invalid`: `local-date.…`, `statutes.amount`, `statutes.unknown-value`. */
export function checkFacts(facts: CounterfeitFacts): CheckedFacts {
  const amount = (name: Amount) => {
    const fen = facts[name];
    return fen === undefined ? undefined : checkFen(fen, name);
  };
  return {
    actEnd: checkDay(facts.actEndDate, 'actEndDate'),
    decidedOn: facts.decidedOn === undefined ? undefined : checkDay(facts.decidedOn, 'decidedOn'),
    amounts: { turnover: amount('turnover'), gain: amount('gain'), directLoss: amount('directLoss') },
    patents: checkCount(facts.patents ?? 1, 'patents'),
    afterSanction: facts.priorSanctionWithin2y ?? false,
    isUnit: checkKnown(facts.subject ?? 'natural', subjects, 'subject') === 'unit',
    actType: checkKnown(facts.actType ?? 'OTHERS_NUMBER', counterfeitActs, 'actType'),
  };
}
