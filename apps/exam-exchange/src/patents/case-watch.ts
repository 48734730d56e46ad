import type { CasePatentAffected } from '@xianjie/contracts';
import type { LocalDate, PatentNumber } from '@xianjie/identifiers';
import { answerOf, type Patent, type QuestionAnswer, sameAnswer } from './patent.js';
import type { PatentStatus } from './patent-status.js';

/** What a case was told last of its patent. */
export interface Told {
  readonly answer: QuestionAnswer;
  /** Status on the day it was told. */
  readonly present: PatentStatus | 'UNKNOWN';
  /** Numbers of the legal events known then. */
  readonly events: readonly string[];
}

/** A case that rests on a patent. */
export interface CaseWatch {
  readonly caseId: string;
  /** The agency's number of the case and what is suspected; null for a case that was opened before they were kept. */
  readonly caseNo: string | null;
  readonly actType: string | null;
  readonly agency: string;
  readonly patentNumber: PatentNumber;
  /** Day of the act, where the case knows it, else of its opening. */
  readonly asOf: LocalDate;
  readonly decided: boolean;
  readonly told: Told;
}

/** What is to be told of a patent on a day. */
export function toldOf(patent: Patent | undefined, asOf: LocalDate, today: LocalDate): Told {
  return {
    answer: answerOf(patent, asOf),
    present: answerOf(patent, today).status,
    events: (patent?.legalEvents ?? []).map(({ number }) => number),
  };
}

/**
 * What a case must hear of its patent as it is now; undefined where nothing of it touches the case. A fall reaches the case
 * whether it changes the day of the act (invalidity reaches back, 专利法 art 47) or only the present.
 */
export function affected(
  watch: CaseWatch,
  patent: Patent,
  today: LocalDate,
): { readonly told: Told; readonly event: CasePatentAffected } | undefined {
  const told = toldOf(patent, watch.asOf, today);
  const known = new Set(watch.told.events);
  const news = patent.legalEvents.filter(({ number }) => !known.has(number));
  const changed = !sameAnswer(told.answer, watch.told.answer) || told.present !== watch.told.present;
  if (news.length === 0 || !changed) return undefined;
  const { answer, present } = told;
  const event: CasePatentAffected = {
    caseId: watch.caseId,
    agency: watch.agency,
    patentNumber: watch.patentNumber,
    asOf: watch.asOf,
    statusBefore: watch.told.answer.status,
    statusNow: answer.status,
    presentStatus: present,
    newEvents: news.map(({ number, kind, effectiveOn, publishedOn }) => ({
      number,
      kind,
      effectiveOn,
      publishedOn,
    })),
    basis: answer.basis,
    notes: answer.notes,
    certainty: answer.certainty,
    decided: watch.decided,
  };
  return { told, event };
}
