import { type Answer, answer } from './answer.js';
import { NEWEST, type RuleInForce, type StatuteBook } from './book.js';
import { checkDay } from './input.js';
import { checkFen } from './money.js';
import { sayRule, sayTogether } from './say.js';
import { mildness } from './tables/duty.js';
import { type FineParams, fineCeilings } from './tables/fines.js';

export interface FineFacts {
  readonly actEndDate: string;
  /** 违法所得 in fen; null or 0 where there is none. */
  readonly illegalGain: bigint | null;
  /** The day of the decision: where the law changed before it and is milder, the newer applies. Without it the newest is compared. */
  readonly decidedOn?: string | undefined;
}

export interface FineCeiling {
  /** Fen. Correction, public notice and confiscation come besides. */
  readonly maxFine: bigint;
}

/**
 * The highest fine for counterfeiting a patent (专利法 2008 art. 63, 2020 art. 68), by the law of the day the act ended, or by that
 * of the decision where it is milder (行政处罚法 art. 37). Throws DomainError `invalid`: `statutes.no-rule` for acts that ended before
 * 2009-10-01, `statutes.amount`, `local-date.…`.
 */
export function fineCeiling(
  book: StatuteBook,
  facts: FineFacts,
  table: typeof fineCeilings = fineCeilings,
): Answer<FineCeiling> {
  const gain = checkFen(facts.illegalGain ?? 0n, 'illegalGain');
  const actEnd = checkDay(facts.actEndDate, 'actEndDate');
  const decidedOn = facts.decidedOn === undefined ? NEWEST : checkDay(facts.decidedOn, 'decidedOn');
  const older = book.at(table, 'COUNTERFEIT_FINE', actEnd);
  const newer = decidedOn > actEnd ? book.at(table, 'COUNTERFEIT_FINE', decidedOn) : older;
  const milder = book.find(mildness, 'MILDER_ADMIN', decidedOn);
  const maxFine = ceiling(newer.params, gain);
  if (!milder || maxFine >= ceiling(older.params, gain)) return byOneLaw(older, gain);
  return answer({ maxFine }, [newer, milder], sayTogether([milder, newer]));
}

function byOneLaw(law: RuleInForce<FineParams>, gain: bigint): Answer<FineCeiling> {
  return answer({ maxFine: ceiling(law.params, gain) }, [law], sayRule(law));
}

function ceiling({ timesGain, withoutGain, smallGain }: FineParams, gain: bigint): bigint {
  return gain <= smallGain ? withoutGain : gain * BigInt(timesGain);
}
