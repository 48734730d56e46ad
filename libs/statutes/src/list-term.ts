import { addMonths } from '@xianjie/calendar';
import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { type Answer, answer } from './answer.js';
import type { StatuteBook } from './book.js';
import { checkDay } from './input.js';
import { sayRule } from './say.js';
import { type ListTermParams, listTerms } from './tables/repair.js';

export type ListName = keyof typeof listTerms.rules;

export interface ListTerm {
  readonly startsOn: LocalDate;
  /** The day with which the entry ends by itself. */
  readonly endsOn: LocalDate;
  /** The first day on which removal may be asked for; null where `repair` says it. */
  readonly removableFrom: LocalDate | null;
}

/**
 * The term of a list entry, or of a dishonest act, recognised on those days (at least one, in any order). A recognition within the
 * running term prolongs it from its end, up to the longest; one after it begins anew, and the answer is the last term.
 * `CNIPA_DISHONEST_ACT`: 国知发保字〔2022〕8号; `SAMR_SERIOUS_LIST`: SAMR Order 44.
 *
 * Throws DomainError `invalid`: `statutes.no-recognition` without a day, `statutes.no-rule`, `local-date.…`.
 */
export function listTerm(
  book: StatuteBook,
  list: ListName,
  recognisedOn: readonly string[],
): Answer<ListTerm> {
  const [first, ...later] = recognisedOn.map((day) => checkDay(day, 'recognisedOn')).sort();
  if (first === undefined) throw noRecognition();
  const begin = (day: LocalDate) => begun(book.at(listTerms, list, day).params, day);
  const term = later.reduce((running, day) => {
    if (day > running.endsOn) return begin(day);
    return prolonged(book.at(listTerms, list, running.startsOn).params, running);
  }, begin(first));
  const rule = book.at(listTerms, list, term.startsOn);
  return answer(term, [rule], sayRule(rule));
}

function begun({ months, removalAfterMonths }: ListTermParams, day: LocalDate): ListTerm {
  return {
    startsOn: day,
    endsOn: addMonths(day, months),
    removableFrom: removalAfterMonths === null ? null : addMonths(day, removalAfterMonths),
  };
}

function prolonged({ months, maxMonths }: ListTermParams, term: ListTerm): ListTerm {
  if (maxMonths === null) return term;
  const longest = addMonths(term.startsOn, maxMonths);
  const endsOn = addMonths(term.endsOn, months);
  return { ...term, endsOn: endsOn < longest ? endsOn : longest };
}

function noRecognition(): DomainError {
  return new DomainError('invalid', 'statutes.no-recognition', 'A term needs a day of recognition', {
    zh: '期限须有认定日期',
  });
}
