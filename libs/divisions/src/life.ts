import { addDays, type LocalDate } from '@xianjie/identifiers';
import type { DivisionRecord } from './record.js';
import { recordOn, register } from './register.js';

/**
 * One code may have stood for several divisions, one after the other. The life of one of them runs over its changes of
 * name and ends with its last record.
 */
export type Life = DivisionRecord;

/**
 * The life that a code had on a day, or the next one after it; without a day its last one.
 *
 * @returns the last record of that life; undefined where no list holds the code
 */
export function lifeOf(code: string, on?: LocalDate): Life | undefined {
  const records = register().recordsOf(code);
  let last = on === undefined ? records.at(-1) : recordNear(records, on);
  for (const record of records.slice(last ? records.indexOf(last) + 1 : 0)) {
    if (last && isRenaming(last, record)) last = record;
  }
  return last;
}

function recordNear(records: readonly DivisionRecord[], day: LocalDate): DivisionRecord | undefined {
  const isLater = ({ interval }: DivisionRecord) => (interval.firstPossible ?? '') > day;
  return recordOn(records, day) ?? records.find(isLater) ?? records.at(-1);
}

/** Of the same name, or noted as renamed: its own code is what took over. */
const isRenaming = (before: DivisionRecord, after: DivisionRecord): boolean =>
  before.name === after.name || before.successors.includes(before.code);

export const isInForce = ({ interval }: Life): boolean => interval.lastPossible === null;

/** The first day on which what took over from it surely is in the lists. */
export const dayAfter = ({ interval }: Life): LocalDate | undefined =>
  interval.lastPossible === null ? undefined : addDays(interval.lastPossible, 1);
