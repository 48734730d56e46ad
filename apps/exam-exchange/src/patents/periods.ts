import { addDays, type LocalDate } from '@xianjie/identifiers';
import { endOfTerm, type PatentHistory, type StatusAnswer, statusOn } from './patent-status.js';

/** Days in a row on which the legal events say the same of a patent. */
export interface StatusPeriod extends StatusAnswer {
  readonly from: LocalDate;
  /** The last day; null where nothing known ends it. */
  readonly until: LocalDate | null;
}

/** The life of a patent from its filing on, period by period; each answers any of its days as `statusOn` does. */
export function periodsOf(patent: PatentHistory): StatusPeriod[] {
  const answers = daysOfChange(patent).map((from) => ({ from, answer: statusOn(patent, from) }));
  const changes = answers.filter(
    ({ answer }, index) => index === 0 || said(answer) !== said(answers[index - 1]!.answer),
  );
  return changes.map(({ from, answer }, index) => {
    const next = changes[index + 1];
    return { from, until: next ? addDays(next.from, -1) : null, ...answer };
  });
}

/** The only days on which an answer can change: the filing, each event's day, the end of the term. */
function daysOfChange(patent: PatentHistory): LocalDate[] {
  const days = [...patent.legalEvents.map(({ effectiveOn }) => effectiveOn), endOfTerm(patent)];
  return [...new Set([patent.filedOn, ...days])].filter((day) => day >= patent.filedOn).sort();
}

const said = ({ restsOn, ...answer }: StatusAnswer): string =>
  JSON.stringify([answer, restsOn.map(({ number }) => number)]);
