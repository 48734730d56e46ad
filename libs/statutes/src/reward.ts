import { type Answer, answer } from './answer.js';
import { NEWEST, type RuleInForce, type StatuteBook } from './book.js';
import { checkDay, checkKnown } from './input.js';
import { checkFen } from './money.js';
import { sayTogether } from './say.js';
import { rewardLevels, rewardLimits, type RewardParams } from './tables/rewards.js';

export const rewardLevelNumbers = [1, 2, 3] as const;

export type RewardLevel = (typeof rewardLevelNumbers)[number];

export interface RewardFacts {
  /** How complete the report was; 1 is the most. */
  readonly level: RewardLevel;
  /** 罚没款 in fen; null or 0 where none was imposed. */
  readonly fineAndConfiscation: bigint | null;
  /** The day the reward is decided; the newest rules without it. */
  readonly decidedOn?: string | undefined;
}

export interface Reward {
  /** Fen, half a fen and more rounded up. */
  readonly reward: bigint;
  /** True where nothing was imposed, so that the floor is all there is; not where a small reward is raised to it. */
  readonly isMinimum: boolean;
  readonly needsFinanceBureau: boolean;
}

/**
 * The reward for a report of a major violation (市场监管领域重大违法行为举报奖励暂行办法 arts. 11-12). Throws DomainError `invalid`:
 * `statutes.no-rule` before 2021-12-01, `statutes.unknown-value` for a level that is none, `statutes.amount`, `local-date.…`.
 */
export function reward(book: StatuteBook, facts: RewardFacts): Answer<Reward> {
  const imposed = checkFen(facts.fineAndConfiscation ?? 0n, 'fineAndConfiscation');
  const day = facts.decidedOn === undefined ? NEWEST : checkDay(facts.decidedOn, 'decidedOn');
  const level = book.at(
    rewardLevels,
    `REPORT_REWARD_LEVEL_${checkKnown(facts.level, rewardLevelNumbers, 'level')}`,
    day,
  );
  const cap = book.at(rewardLimits, 'REPORT_REWARD_CAP', day);
  const bureau = book.at(rewardLimits, 'REPORT_REWARD_FINANCE_BUREAU', day);
  const amount = least(cap.params.amount, share(level, imposed));
  const result = {
    reward: amount,
    isMinimum: imposed === 0n,
    needsFinanceBureau: amount >= bureau.params.amount,
  };
  return answer(result, [level, cap, bureau], sayTogether([level, cap, bureau]));
}

function share({ params: { percent, floor } }: RuleInForce<RewardParams>, imposed: bigint): bigint {
  const percentage = (imposed * BigInt(percent) + 50n) / 100n;
  return percentage > floor ? percentage : floor;
}

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);
