import { addMonths } from '@xianjie/calendar';
import type { LocalDate } from '@xianjie/identifiers';
import { type Answer, answer } from './answer.js';
import type { StatuteBook } from './book.js';
import { checkDay, checkKnown } from './input.js';
import { lineOfWord } from './regime.js';
import { sayRule } from './say.js';
import { type PublicationParams, publicationPeriods } from './tables/publication.js';

/** Where credit information is shown or kept. */
export const creditSystems = ['SAMR', 'CREDIT_CHINA', 'CNIPA'] as const;

export type CreditSystem = (typeof creditSystems)[number];

/** The words in which the rules of one time or another class a penalty. */
export const publishedPenalties = [
  'WARNING_ONLY',
  'LOWER_FINE_ONLY',
  'FINE',
  'SUSPENSION_OF_BUSINESS',
  'SIMPLE_PROCEDURE',
  'FINE_GENERAL',
  'FINE_FOOD_DRUG_SAFETY',
  'MINOR',
  'GENERAL',
  'SERIOUS',
] as const;

export type PublishedPenalty = (typeof publishedPenalties)[number];

export interface PublicationQuestion {
  readonly system: CreditSystem;
  readonly decisionDate: string;
  readonly penalty: PublishedPenalty;
}

/**
 * Whether, and for how many months, `system` shows a penalty decided on that day (SAMR Order 45 and its successor; NDRC Orders 58
 * and 36). Throws DomainError `invalid`: `statutes.wrong-regime` where the rules of that day do not know the penalty's word,
 * `statutes.no-rule` where the system had none, `statutes.unknown-value`, `local-date.…`.
 */
export function publication(book: StatuteBook, question: PublicationQuestion): Answer<PublicationParams> {
  const system = checkKnown(question.system, creditSystems, 'system');
  const penalty = checkKnown(question.penalty, publishedPenalties, 'penalty');
  const day = checkDay(question.decisionDate, 'decisionDate');
  const rule = lineOfWord(book, publicationPeriods, `${system}_PUBLICATION_`, penalty, day);
  return answer(rule.params, [rule], sayRule(rule));
}

export interface PublicationDays {
  /** The first day on which a repair may be asked for; null where the rules of publication name no minimum. */
  readonly earliestEnd: LocalDate | null;
  /** The day with which the showing ends by itself; null where nothing is shown. */
  readonly endsOn: LocalDate | null;
}

/** The days of a showing whose period began on `startsOn` (see `runsFrom`). Throws DomainError `invalid`, `local-date.…`. */
export function publicationDays(period: PublicationParams, startsOn: string): PublicationDays {
  const start = checkDay(startsOn, 'startsOn');
  const after = (months: number | undefined) => (months === undefined ? null : addMonths(start, months));
  return {
    earliestEnd: after(period.minMonths),
    endsOn: after(period.maxMonths ?? period.ifPublishedMaxMonths),
  };
}
