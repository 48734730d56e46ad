import type { LocalDate } from '@xianjie/identifiers';
import { actKindsZh, type ActKind } from '../dishonest-acts/dishonest-act.js';
import type { EntryRemoval, ListEntry } from '../lists/list-entry.js';
import type { EntryTerm } from '../lists/entry-term.js';
import { ahead, type HistoryLine, line } from './history.js';
import type { RecognisedAct } from './history.store.js';

const REMOVALS = {
  TERM_ENDED: { zh: '期限届满，移出名单', en: 'Term ended, off the list' },
  REPAIRED: { zh: '信用修复，移出名单', en: 'Repaired, off the list' },
  RECOGNITION_ANNULLED: { zh: '认定被撤销，移出名单', en: 'Recognition annulled, off the list' },
} as const satisfies Record<EntryRemoval, { zh: string; en: string }>;

/** Each recognition that put a party on a list or prolonged its entry; its removal, and what its term brings. */
export function linesOfEntry(
  entry: ListEntry,
  acts: readonly RecognisedAct[],
  term: EntryTerm,
  today: LocalDate,
): HistoryLine[] {
  const { removedOn, removedBecause, removedDocumentNo: documentNo, status } = entry;
  const removal =
    removedOn === null || removedBecause === null
      ? []
      : [line({ on: removedOn, what: 'list-entry.remove', title: REMOVALS[removedBecause], documentNo })];
  return [
    ...entry.recognisedOn.map((on, index) => recognition(entry, on, index, acts)),
    ...removal,
    ...(status === 'listed' ? toCome(entry, term, today) : []),
  ];
}

/** `acts` are those that the reader may see; a recognition of another leaves its day alone. */
function recognition(
  { basis, certainty }: ListEntry,
  on: LocalDate,
  index: number,
  acts: readonly RecognisedAct[],
): HistoryLine {
  const act = acts.find(({ recognisedOn }) => recognisedOn === on);
  return line({
    ...{ on, what: index === 0 ? 'list-entry.add' : 'list-entry.extend', basis, certainty },
    title:
      index === 0
        ? { zh: '认定失信行为，列入名单', en: 'Recognised, put on the list' }
        : { zh: '期内再次认定，期限延长', en: 'Recognised again within the term, prolonged' },
    agency: act?.agency ?? null,
    documentNo: act?.recordNo ?? null,
    reason: act ? actKindsZh[act.kind as ActKind] : null,
  });
}

function toCome({ endsOn, basis, certainty }: ListEntry, term: EntryTerm, today: LocalDate): HistoryLine[] {
  const repairable = ahead(
    {
      ...{ on: term.repairableFrom, what: 'repair.possible' },
      ...{ basis: term.repairBasis, certainty: term.repairCertainty },
      title: { zh: '可以申请信用修复', en: 'Repair may be asked for' },
    },
    today,
  );
  const title = { zh: '名单期限届满', en: 'Term ends' };
  return [...repairable, ...ahead({ on: endsOn, what: 'list-entry.term', title, basis, certainty }, today)];
}
