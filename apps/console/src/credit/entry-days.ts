import type { Days } from './bars.js';
import type { ListEntry } from './credit-data.js';

/** An entry's term as a bar draws it: it stands from its first day on. */
export const termDays = (
  entry: Pick<ListEntry, 'startsOn' | 'repairableFrom' | 'endsOn' | 'removedOn'>,
): Days => ({
  startsOn: entry.startsOn,
  shownFrom: entry.startsOn,
  repairableFrom: entry.repairableFrom,
  longestUntil: entry.endsOn,
  removedOn: entry.removedOn,
});
