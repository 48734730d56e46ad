import { addYears, type LocalDate, type PatentType } from '@xianjie/identifiers';

/** What can happen to a patent; register items and gazette items of 实施细则 2023 arts 106 and 107. */
export const legalEventKinds = [
  'APP_PUBLISHED',
  'REJECTED',
  'WITHDRAWN',
  'REVIVED',
  'GRANTED',
  'LAPSED_FEE',
  'SURRENDERED',
  'EXPIRED',
  'RESTORED',
  'INVALIDITY_FILED',
  'INVALIDITY_ACCEPTED',
  'INVALIDITY_ORAL',
  'INVALIDITY_DECIDED',
  'INVALID_FULL',
  'INVALID_PART',
  'MAINTAINED',
  'TRANSFERRED',
  'NAME_CHANGED',
  'LICENSED',
  'OPEN_LICENCE',
  'COMPULSORY',
  'PLEDGED',
  'PRESERVED',
  'PROCEDURE_SUSPENDED',
  'PROCEDURE_RESUMED',
  'TERM_COMPENSATED',
  'DECLASSIFIED',
  'CORRECTED',
  'EVALUATION_REPORT',
] as const;
export type LegalEventKind = (typeof legalEventKinds)[number];

export interface LegalEvent {
  /** The register's own number of the event, unique for the patent. */
  readonly number: string;
  readonly kind: LegalEventKind;
  /** Day from which it has effect; a lapse is often published months later. */
  readonly effectiveOn: LocalDate;
  /** Day of the gazette. */
  readonly publishedOn: LocalDate;
  /** TERM_COMPENSATED: first day after the compensated term. */
  readonly endsOn?: LocalDate | undefined;
  /** CORRECTED: number of the event that was entered wrongly and does not count. */
  readonly corrects?: string | undefined;
}

/** A legal event as the register holds it. */
export interface RecordedEvent extends LegalEvent {
  /** When the register learned of it: RFC 3339. */
  readonly recordedAt: string;
}

/** What the rule needs to know of a patent. */
export interface PatentHistory {
  readonly type: PatentType;
  /** From this day the term runs; of a PCT application the international one, of a divisional that of its parent. */
  readonly filedOn: LocalDate;
  readonly legalEvents: readonly LegalEvent[];
}

export const patentStatuses = [
  'NOT_FILED',
  'PENDING',
  'REFUSED',
  'IN_FORCE',
  'LAPSED_FEE',
  'SURRENDERED',
  'EXPIRED',
  'INVALID',
] as const;
/** What the legal events say of a patent on one day. */
export type PatentStatus = (typeof patentStatuses)[number];

/** How well the rule behind an answer is known. */
export type Certainty = 'verified' | 'recalled' | 'designed';

export type StatusNote = 'PARTLY_INVALID' | 'INVALIDITY_PENDING' | 'RESTORED_LATER' | 'PROCEDURE_SUSPENDED';

export interface StatusAnswer {
  readonly status: PatentStatus;
  /** First day of that status; null before filing. */
  readonly since: LocalDate | null;
  /** Events the answer rests on, oldest first; none where it rests on filing and term alone. */
  readonly restsOn: readonly LegalEvent[];
  readonly basis: readonly string[];
  readonly notes: readonly StatusNote[];
  readonly certainty: Certainty;
}

/** 专利法 2020 art 42; designs filed before 2021-06-01: 10 years under the law of 2008 (recalled). */
const DESIGN_15_YEARS_FROM = '2021-06-01';

const ENDINGS = ['LAPSED_FEE', 'SURRENDERED', 'EXPIRED'] as const;
type Ending = (typeof ENDINGS)[number];
const endsRight = (kind: LegalEventKind): kind is Ending => (ENDINGS as readonly string[]).includes(kind);

const BASIS: Readonly<Record<PatentStatus, readonly string[]>> = {
  NOT_FILED: ['专利法 2020 art 28'],
  PENDING: ['专利法 2020 arts 39, 40'],
  REFUSED: ['专利法 2020 arts 32, 38'],
  IN_FORCE: ['专利法 2020 arts 39, 40, 42'],
  LAPSED_FEE: ['专利法 2020 art 44(1)'],
  SURRENDERED: ['专利法 2020 art 44(2)'],
  EXPIRED: ['专利法 2020 art 42'],
  INVALID: ['专利法 2020 art 47'],
};

/** Years of the term, and how well that is known. */
export function termOf({ type, filedOn }: Pick<PatentHistory, 'type' | 'filedOn'>): {
  years: number;
  certainty: Certainty;
} {
  switch (type) {
    case 'INVENTION':
    case 'PCT_INVENTION':
      return { years: 20, certainty: 'verified' };
    case 'UTILITY_MODEL':
    case 'PCT_UTILITY_MODEL':
      return { years: 10, certainty: 'verified' };
    case 'DESIGN':
      return filedOn < DESIGN_15_YEARS_FROM
        ? { years: 10, certainty: 'recalled' }
        : { years: 15, certainty: 'verified' };
  }
}

/**
 * First day after the term: the day of the filing date's number, whether or not it is a working day (审查指南
 * part 5 ch 9), or what the register compensated.
 */
export function endOfTerm(patent: PatentHistory): LocalDate {
  const compensated = valid(patent).findLast(
    (event) => event.kind === 'TERM_COMPENSATED' && event.endsOn !== undefined,
  );
  return compensated?.endsOn ?? addYears(patent.filedOn, termOf(patent).years);
}

/**
 * The status on a day, as known from all events recorded. Invalidity and restoration reach back: a patent declared
 * invalid never was one (art 47), and what was restored never ended.
 */
export function statusOn(patent: PatentHistory, day: LocalDate): StatusAnswer {
  const events = valid(patent);
  const at = <S extends PatentStatus>(
    status: S,
    since: LocalDate | null,
    restsOn: readonly LegalEvent[],
  ): StatusAnswer => ({
    status,
    since,
    restsOn,
    basis: BASIS[status],
    notes: notesOf(events, restsOn, day),
    certainty: status === 'EXPIRED' || status === 'IN_FORCE' ? termOf(patent).certainty : 'verified',
  });
  if (day < patent.filedOn) return at('NOT_FILED', null, []);
  const granted = events.find((event) => event.kind === 'GRANTED' && event.effectiveOn <= day);
  if (!granted) return beforeGrant(patent, events, day, at);
  const invalid = events.find((event) => event.kind === 'INVALID_FULL');
  if (invalid) return at('INVALID', granted.effectiveOn, [granted, invalid]);
  return afterGrant(patent, events, granted, day, at);
}

type Answer = (status: PatentStatus, since: LocalDate | null, restsOn: readonly LegalEvent[]) => StatusAnswer;

function beforeGrant(
  patent: PatentHistory,
  events: readonly LegalEvent[],
  day: LocalDate,
  at: Answer,
): StatusAnswer {
  const ended = standing(events, ['REJECTED', 'WITHDRAWN'], 'REVIVED').find(
    ({ end }) => end.effectiveOn <= day,
  );
  if (ended) return at('REFUSED', ended.end.effectiveOn, [ended.end]);
  const revived = undone(events, ['REJECTED', 'WITHDRAWN'], 'REVIVED', day);
  return at('PENDING', patent.filedOn, revived);
}

function afterGrant(
  patent: PatentHistory,
  events: readonly LegalEvent[],
  granted: LegalEvent,
  day: LocalDate,
  at: Answer,
): StatusAnswer {
  const term = endOfTerm(patent);
  const compensated = events.filter((event) => event.kind === 'TERM_COMPENSATED');
  const ended = standing(events, ENDINGS, 'RESTORED').find(({ end }) => end.effectiveOn <= day)?.end;
  if (ended && endsRight(ended.kind) && ended.effectiveOn <= term)
    return at(ended.kind, ended.effectiveOn, [granted, ended]);
  if (term <= day) return at('EXPIRED', term, [granted, ...compensated]);
  return at('IN_FORCE', granted.effectiveOn, [
    granted,
    ...compensated,
    ...undone(events, ENDINGS, 'RESTORED', day),
  ]);
}

/** Events that count, oldest first: without those a CORRECTED names. */
export function valid<E extends LegalEvent>({ legalEvents }: { readonly legalEvents: readonly E[] }): E[] {
  const wrong = new Set(
    legalEvents.map((event) => (event.kind === 'CORRECTED' ? event.corrects : undefined)),
  );
  return legalEvents
    .filter((event) => !wrong.has(event.number))
    .sort(
      (a, b) =>
        compare(a.effectiveOn, b.effectiveOn) ||
        compare(a.publishedOn, b.publishedOn) ||
        compare(a.number, b.number),
    );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Pair {
  readonly end: LegalEvent;
  readonly undoneBy: LegalEvent | undefined;
}

/** Each end with what undid it: the first undoing on or after its day undoes all ends that stand then. */
function pairs(
  events: readonly LegalEvent[],
  ends: readonly LegalEventKind[],
  undoing: LegalEventKind,
): Pair[] {
  return events
    .filter((event) => ends.includes(event.kind))
    .map((end) => ({
      end,
      undoneBy: events.find((event) => event.kind === undoing && event.effectiveOn >= end.effectiveOn),
    }));
}

const standing = (
  events: readonly LegalEvent[],
  ends: readonly LegalEventKind[],
  undoing: LegalEventKind,
): Pair[] => pairs(events, ends, undoing).filter(({ undoneBy }) => undoneBy === undefined);

/** Ends up to `day` that were undone, each with what undid it. */
function undone(
  events: readonly LegalEvent[],
  ends: readonly LegalEventKind[],
  undoing: LegalEventKind,
  day: LocalDate,
): LegalEvent[] {
  const found = pairs(events, ends, undoing).filter(
    ({ end, undoneBy }) => undoneBy && end.effectiveOn <= day,
  );
  return [...new Set(found.flatMap(({ end, undoneBy }) => (undoneBy ? [end, undoneBy] : [])))];
}

function notesOf(
  events: readonly LegalEvent[],
  restsOn: readonly LegalEvent[],
  day: LocalDate,
): StatusNote[] {
  const until = (kind: LegalEventKind) =>
    events.findLast((event) => event.kind === kind && event.effectiveOn <= day);
  const notes: StatusNote[] = [];
  // Partial invalidity reaches back as well (art 47).
  if (events.some((event) => event.kind === 'INVALID_PART')) notes.push('PARTLY_INVALID');
  const filed = until('INVALIDITY_ACCEPTED') ?? until('INVALIDITY_FILED');
  const outcomes: readonly LegalEventKind[] = [
    'INVALIDITY_DECIDED',
    'INVALID_FULL',
    'INVALID_PART',
    'MAINTAINED',
  ];
  const decided = (from: LocalDate) =>
    events.some(
      (event) => outcomes.includes(event.kind) && event.effectiveOn >= from && event.effectiveOn <= day,
    );
  if (filed && !decided(filed.effectiveOn)) notes.push('INVALIDITY_PENDING');
  if (restsOn.some((event) => event.kind === 'RESTORED' && event.effectiveOn > day))
    notes.push('RESTORED_LATER');
  const suspended = until('PROCEDURE_SUSPENDED');
  const resumed = until('PROCEDURE_RESUMED');
  if (suspended && !(resumed && resumed.effectiveOn >= suspended.effectiveOn))
    notes.push('PROCEDURE_SUSPENDED');
  return notes;
}
