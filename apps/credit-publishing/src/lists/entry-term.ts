import { isDomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import type { Statutes, Text } from '@xianjie/statutes';
import { repairableEntry } from '../repairs/repair.js';
import type { ListEntry } from './list-entry.js';

/** The days of an entry beyond its own, for a bar on an axis of time, and what the law says of them. */
export interface EntryTerm {
  /** First day on which removal may be asked for; null for an entry that stands no longer. */
  readonly repairableFrom: LocalDate | null;
  readonly repairBasis: string | null;
  readonly repairCertainty: string | null;
  /** What the law says of the term, in words. */
  readonly says: Text;
}

/** By the rules of the list, else by those of repair as they are `today`. */
export function termOfEntry(entry: ListEntry, today: LocalDate, statutes: Statutes): EntryTerm {
  const { why } = statutes.listTerm(entry.list, entry.recognisedOn);
  return { ...repairOf(entry, today, statutes), says: why };
}

function repairOf(entry: ListEntry, today: LocalDate, statutes: Statutes): Omit<EntryTerm, 'says'> {
  const none = { repairableFrom: null, repairBasis: null, repairCertainty: null };
  if (entry.status !== 'listed') return none;
  const { removableFrom, basis, certainty } = entry;
  if (removableFrom !== null)
    return { repairableFrom: removableFrom, repairBasis: basis, repairCertainty: certainty };
  const { system, class: word, periodStart } = repairableEntry(entry);
  try {
    const given = { system, class: word, periodStart, applyDate: today, corrected: true, commitment: true };
    const answer = statutes.repair(given);
    return {
      repairableFrom: answer.result.earliest,
      repairBasis: answer.basis,
      repairCertainty: answer.certainty,
    };
  } catch (error) {
    if (isDomainError(error, 'invalid')) return none; // the rules of today know no repair of it
    throw error;
  }
}
