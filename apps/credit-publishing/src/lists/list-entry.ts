import { DomainError } from '@xianjie/errors';
import type { CreditCode, LocalDate } from '@xianjie/identifiers';
import type { ListName, Statutes } from '@xianjie/statutes';

export type EntryRemoval = 'TERM_ENDED' | 'REPAIRED' | 'RECOGNITION_ANNULLED';

/** A party on a dishonesty list. A further act within the term prolongs the entry. */
export interface ListEntry {
  readonly id: string;
  readonly list: ListName;
  readonly status: 'listed' | 'removed';
  /** The agency that recognised the last act. */
  readonly agency: string;
  readonly creditCode: CreditCode;
  readonly partyName: string;
  /** Dates of the recognition documents, in their order. */
  readonly recognisedOn: readonly LocalDate[];
  readonly startsOn: LocalDate;
  /** Last day of the term, unless it is removed before. */
  readonly endsOn: LocalDate;
  readonly removableFrom: LocalDate | null;
  readonly basis: string;
  readonly certainty: string;
  readonly removedOn: LocalDate | null;
  readonly removedBecause: EntryRemoval | null;
  readonly removedDocumentNo: string | null;
  readonly version: number;
}

/** What recognises an act and lets it stand on a list. */
export interface Recognition {
  readonly list: ListName;
  readonly agency: string;
  readonly creditCode: CreditCode;
  readonly partyName: string;
  readonly recognisedOn: LocalDate;
}

/** The term of acts recognised on these days. Throws DomainError `invalid` (`statutes.no-rule`) where the list was not law then. */
function termOf(list: ListName, recognisedOn: readonly LocalDate[], statutes: Statutes) {
  const { result, basis, certainty } = statutes.listTerm(list, recognisedOn);
  return { ...result, basis, certainty };
}

/** A new entry; undefined where the term of such an act is over by today. */
export function addEntry(
  { list, agency, creditCode, partyName, recognisedOn }: Recognition,
  id: string,
  today: LocalDate,
  statutes: Statutes,
): ListEntry | undefined {
  const term = termOf(list, [recognisedOn], statutes);
  if (term.endsOn < today) return undefined;
  return {
    ...{ id, list, agency, creditCode, partyName, ...term },
    status: 'listed',
    recognisedOn: [recognisedOn],
    removedOn: null,
    removedBecause: null,
    removedDocumentNo: null,
    version: 1,
  };
}

/** The entry with a further act; its term is that of all its acts. */
export function extendEntry(entry: ListEntry, further: Recognition, statutes: Statutes): ListEntry {
  const recognisedOn = [...entry.recognisedOn, further.recognisedOn].sort();
  const { agency, partyName } = further;
  return { ...entry, agency, partyName, recognisedOn, ...termOf(entry.list, recognisedOn, statutes) };
}

/** Throws `conflict` (`list-entry.not-listed`). */
export function removeEntry(
  entry: ListEntry,
  today: LocalDate,
  because: EntryRemoval,
  documentNo: string | null = null,
): ListEntry {
  if (entry.status !== 'listed') {
    throw new DomainError('conflict', 'list-entry.not-listed', `Entry ${entry.id} was removed`, {
      zh: `名单条目 ${entry.id} 已移出`,
    });
  }
  return {
    ...entry,
    status: 'removed',
    removedOn: today,
    removedBecause: because,
    removedDocumentNo: documentNo,
  };
}
