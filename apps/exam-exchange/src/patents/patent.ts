import { DomainError } from '@xianjie/errors';
import { checkPatentNumber, type LocalDate, type PatentNumber, type PatentType } from '@xianjie/identifiers';
import {
  type Certainty,
  type LegalEvent,
  type PatentHistory,
  type PatentStatus,
  type RecordedEvent,
  type StatusNote,
  statusOn,
} from './patent-status.js';

/** A patent in the register, with everything that happened to it. */
export interface Patent extends PatentHistory {
  readonly number: PatentNumber;
  readonly title: string;
  readonly legalEvents: readonly RecordedEvent[];
  readonly version: number;
}

/** What an import line says of a patent; legal events may come bit by bit. */
export interface PatentReport {
  readonly patentNumber: PatentNumber;
  readonly title: string;
  readonly filedOn: LocalDate;
  readonly legalEvents: readonly LegalEvent[];
}

/** Whose lead asks, and how it calls it. */
export interface Asker {
  readonly submitter: string;
  readonly externalNo: string;
  /** How far the lead may be distributed. */
  readonly scope: 'CITY' | 'PROVINCE' | 'NATION';
  readonly actType: string;
}

/** What a lead wants to know: the status of a patent on the day of the act. */
export interface StatusQuestion {
  readonly leadId: string;
  readonly patentNumber: PatentNumber;
  readonly actOn: LocalDate;
  /** Null for a lead that asked before its submitter was kept. */
  readonly asker: Asker | null;
}

/** The answer to a question; UNKNOWN where the patent is not in the register. */
export interface QuestionAnswer {
  readonly status: PatentStatus | 'UNKNOWN';
  readonly since: LocalDate | null;
  readonly restsOn: readonly LegalEvent[];
  readonly basis: readonly string[];
  readonly notes: readonly StatusNote[];
  readonly certainty: Certainty;
}

const UNKNOWN: QuestionAnswer = {
  status: 'UNKNOWN',
  since: null,
  restsOn: [],
  basis: [],
  notes: [],
  certainty: 'designed',
};

export function answerOf(patent: PatentHistory | undefined, actOn: LocalDate): QuestionAnswer {
  return patent ? statusOn(patent, actOn) : UNKNOWN;
}

/** The patent as the register knew it at an instant (RFC 3339): without what was recorded later. */
export function asKnownAt(patent: Patent, instant: string): Patent {
  const until = Date.parse(instant);
  return {
    ...patent,
    legalEvents: patent.legalEvents.filter(({ recordedAt }) => Date.parse(recordedAt) <= until),
  };
}

/** Whether two answers say the same, so that a lead need not be told again. */
export function sameAnswer(a: QuestionAnswer, b: QuestionAnswer): boolean {
  return fingerprint(a) === fingerprint(b);
}

const fingerprint = ({ status, since, restsOn, notes }: QuestionAnswer): string =>
  JSON.stringify([status, since, restsOn.map((event) => event.number), notes]);

/**
 * The patent with what was reported of it; the same object where nothing is new. Recorded events are never changed:
 * throws `conflict` (`patent.event-number-used`) where a number comes with other content. A wrong entry is
 * answered by a CORRECTED event.
 */
export function mergeReport(known: Patent | undefined, report: PatentReport, recordedAt: string): Patent {
  const events = new Map((known?.legalEvents ?? []).map((event) => [event.number, event]));
  let added = 0;
  for (const event of report.legalEvents) {
    const recorded = events.get(event.number);
    if (recorded && !sameEvent(recorded, event)) throw numberUsed(report.patentNumber, event.number);
    if (!recorded) added += 1;
    events.set(event.number, recorded ?? { ...event, recordedAt });
  }
  if (known && added === 0 && known.filedOn === report.filedOn && known.title === report.title) return known;
  return {
    number: report.patentNumber,
    type: typeOf(report.patentNumber),
    title: report.title,
    filedOn: report.filedOn,
    legalEvents: [...events.values()].sort((a, b) =>
      a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0,
    ),
    version: (known?.version ?? 0) + 1,
  };
}

function sameEvent(a: LegalEvent, b: LegalEvent): boolean {
  const list = (event: LegalEvent) => [
    event.kind,
    event.effectiveOn,
    event.publishedOn,
    event.endsOn ?? null,
    event.corrects ?? null,
  ];
  return JSON.stringify(list(a)) === JSON.stringify(list(b));
}

function numberUsed(patent: PatentNumber, number: string): DomainError {
  return new DomainError(
    'conflict',
    'patent.event-number-used',
    `Legal event ${number} of ${patent} was recorded with other content`,
    {
      zh: `专利 ${patent} 的法律事件 ${number} 已以其他内容登记`,
    },
  );
}

function typeOf(number: PatentNumber): PatentType {
  const checked = checkPatentNumber(number);
  if (!checked.ok) throw new Error(`${number} was no checked patent number`);
  return checked.type;
}
