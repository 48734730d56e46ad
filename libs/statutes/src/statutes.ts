import type { Answer } from './answer.js';
import { StatuteBook } from './book.js';
import { type ClockKey, clockRule as ruleOf, type ClockRule, clockTables } from './clock.js';
import type { CounterfeitFacts } from './counterfeit-facts.js';
import { criminalThreshold, type Threshold } from './criminal-threshold.js';
import { type FineCeiling, fineCeiling, type FineFacts } from './fine-ceiling.js';
import { type ListName, type ListTerm, listTerm } from './list-term.js';
import { type AppliedOverride, checkOverrides } from './overrides.js';
import { publication, type PublicationQuestion } from './publication.js';
import { repair, type RepairApplication, type RepairResult } from './repair.js';
import { type Reward, reward, type RewardFacts } from './reward.js';
import type { AnyRuleTable } from './rule.js';
import { criminalActs, criminalThresholds, unitFactors } from './tables/criminal.js';
import { mildness, transferDuties } from './tables/duty.js';
import { extensions } from './tables/extensions.js';
import { fineCeilings } from './tables/fines.js';
import { type PublicationParams, publicationPeriods } from './tables/publication.js';
import { generalRules } from './tables/general-rules.js';
import { instruments } from './tables/instruments.js';
import { promptSteps } from './tables/prompt-steps.js';
import { listTerms, repairs } from './tables/repair.js';
import { rewardLevels, rewardLimits } from './tables/rewards.js';
import { type DutyToTransfer, type SuspicionFacts, transferDuty } from './transfer-duty.js';

/** Every table, in the order of docs/law.md. */
export const statuteTables: readonly AnyRuleTable[] = [
  ...[criminalThresholds, unitFactors, criminalActs, transferDuties, mildness, fineCeilings],
  ...[publicationPeriods, repairs, listTerms, rewardLevels, rewardLimits],
  ...[...clockTables, extensions, promptSteps],
  ...[generalRules, instruments],
];

/** The law as the tables hold it, with what configuration replaced. Immutable; holds no clock and no "today". */
export class Statutes {
  private static readonly RELEASED = new Statutes(new StatuteBook(statuteTables), []);

  private constructor(
    /** The tables, line by line. */
    readonly book: StatuteBook,
    /** What was replaced: one audit line each when a service starts (`overrideAuditEntry`). */
    readonly overrides: readonly AppliedOverride[],
  ) {}

  /** The tables of this release. */
  static inForce(): Statutes {
    return Statutes.RELEASED;
  }

  /**
   * The tables of this release with overrides of recalled figures, as they stand in configuration (`OverrideSchema`). Throws
   * DomainError `invalid`, `statutes.override-…`.
   */
  static withOverrides(overrides: unknown): Statutes {
    const applied = checkOverrides(statuteTables, overrides);
    return new Statutes(new StatuteBook(statuteTables, applied), applied);
  }

  /** Whether an act meets the threshold of 刑法 art. 216; see `criminalThreshold`. */
  criminalThreshold(facts: CounterfeitFacts): Answer<Threshold> {
    return criminalThreshold(this.book, facts);
  }

  /** Whether a case must be transferred to the police; see `transferDuty`. */
  transferDuty(facts: SuspicionFacts): Answer<DutyToTransfer> {
    return transferDuty(this.book, facts);
  }

  /** The highest administrative fine for counterfeiting; see `fineCeiling`. */
  fineCeiling(facts: FineFacts): Answer<FineCeiling> {
    return fineCeiling(this.book, facts);
  }

  /** Whether and how long a penalty is shown; see `publication`. */
  publication(question: PublicationQuestion): Answer<PublicationParams> {
    return publication(this.book, question);
  }

  /** Whether an application for repair may succeed; see `repair`. */
  repair(application: RepairApplication): Answer<RepairResult> {
    return repair(this.book, application);
  }

  /** The term of a dishonest act or list entry; see `listTerm`. */
  listTerm(list: ListName, recognisedOn: readonly string[]): Answer<ListTerm> {
    return listTerm(this.book, list, recognisedOn);
  }

  /** The reward of a report; see `reward`. */
  reward(facts: RewardFacts): Answer<Reward> {
    return reward(this.book, facts);
  }

  /** The limit `key` for what began on `startDate`; see `clockRule`. */
  clock(key: ClockKey, startDate: string): ClockRule {
    return ruleOf(this.book, key, startDate);
  }
}

/** The limit `key` for what began on `startDate`, by the tables of this release; see `Statutes.clock`. */
export function clockRule(key: ClockKey, startDate: string): ClockRule {
  return Statutes.inForce().clock(key, startDate);
}
