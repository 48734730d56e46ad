import type { LocalDate } from '@xianjie/identifiers';
import { localDateOf } from '@xianjie/service';
import type { Text } from '@xianjie/statutes';

export const lineStates = ['done', 'ahead', 'waiting', 'late'] as const;

/** One thing that happened to what is shown, or is to come: `ahead` by itself, `waiting` or `late` for somebody to do. */
export interface HistoryLine {
  readonly on: LocalDate;
  /** When it was entered; null where only its day is known. */
  readonly at: string | null;
  /** `publicity.publish`. */
  readonly what: string;
  readonly title: Text;
  readonly agency: string | null;
  readonly documentNo: string | null;
  readonly reason: string | null;
  readonly basis: string | null;
  readonly certainty: string | null;
  readonly state: (typeof lineStates)[number];
}

type Given = Pick<HistoryLine, 'on' | 'what' | 'title'> & Partial<HistoryLine>;

export function line(given: Given): HistoryLine {
  const nothing = { at: null, agency: null, documentNo: null, reason: null, basis: null, certainty: null };
  return { ...nothing, state: 'done', ...given };
}

/** What is to come on that day; nothing where the day is over or not known. */
export function ahead(given: Omit<Given, 'on'> & { on: LocalDate | null }, today: LocalDate): HistoryLine[] {
  const { on } = given;
  return on === null || on < today ? [] : [line({ ...given, on, state: 'ahead' })];
}

/** What happened, oldest first, then what is awaited, then what comes by itself; on one day as they were given. */
export function inOrder(lines: readonly HistoryLine[]): HistoryLine[] {
  const rank = { done: 0, late: 1, waiting: 1, ahead: 2 };
  const key = ({ state, on }: HistoryLine) => `${rank[state]} ${on}`;
  return [...lines].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** The day of a moment in China. */
export const dayOf = (moment: Date): LocalDate => localDateOf(moment) as LocalDate;
