import type { LocalDate } from '@xianjie/identifiers';
import { newestList as newest } from './generated/lines.js';
import type { Certainty, Dating, DivisionRecord } from './record.js';
import { recordOn, register } from './register.js';
import { isMunicipality, type Level, levelOf, parentCodeOf, provinceCodeOf } from './structure.js';

/** The level, and what is special about some of its divisions. */
export const forms = [
  'PROVINCE',
  'PREFECTURE',
  'PREFECTURE_WITHOUT_COUNTIES',
  'COUNTY',
  'COUNTY_UNDER_PROVINCE',
] as const;
export type Form = (typeof forms)[number];

/** An administrative division 行政区划 as it stood on one day. */
export interface Division {
  /** GB/T 2260, six digits. */
  readonly code: string;
  readonly name: string;
  /** With the names of its superiors, as of the same day: 浙江省杭州市临平区. */
  readonly fullName: string;
  readonly level: Level;
  /** `COUNTY_UNDER_PROVINCE`: 省直辖县级, such as 429004 仙桃市; `PREFECTURE_WITHOUT_COUNTIES`: such as 441900 东莞市. */
  readonly form: Form;
  /** One level up; the province for 省直辖县级, the municipality for its districts; null for a province. */
  readonly parent: string | null;
  /** First day on which it may have been in force under this name; null: before the oldest list, the end of 1980. */
  readonly validFrom: LocalDate | null;
  /** Last day on which it may have been in force; null: in force in the newest list. */
  readonly validTo: LocalDate | null;
  /** From the first to the last of these days it surely was in force; between them and the ones above nobody knows. */
  readonly surelyFrom: LocalDate;
  readonly surelyTo: LocalDate | null;
  /** Codes that took over, where known; its own where only the name changed. */
  readonly successors: readonly string[];
  /** That the code stood for this division. */
  readonly certainty: Certainty;
  /** How its first and last day are known. */
  readonly dating: Dating;
}

/** The day of the newest list: what was decided later is not known here. */
export const newestList = newest as LocalDate;

/**
 * The division that a code stood for on a day; without a day its newest record, in force or not.
 *
 * @param code six digits, as `checkDivisionCode` answers them
 * @returns undefined where the code is unknown, or stood for nothing on that day
 */
export function divisionOf(code: string, asOf?: LocalDate): Division | undefined {
  const records = register().recordsOf(code);
  const record = asOf === undefined ? records.at(-1) : recordOn(records, asOf);
  return record && divisionFrom(record, asOf);
}

/** The superior as it stood on that day; without a day as it stood when the division was last in force. */
export function parentOf(code: string, asOf?: LocalDate): Division | undefined {
  const record = asOf === undefined ? register().recordsOf(code).at(-1) : recordOf(code, asOf);
  if (!record) return undefined;
  const parent = parentRecord(record, dayOf(record, asOf));
  return parent && divisionFrom(parent, dayOf(record, asOf));
}

/** The divisions one level below that were in force on that day, sorted by code; without a day as of the newest list. */
export function childrenOf(code: string, asOf: LocalDate = newestList): Division[] {
  return childRecords(code, asOf).map((record) => divisionFrom(record, asOf));
}

/** The provinces, autonomous regions, municipalities and special administrative regions: 34 since 1999-12-20. */
export function provinces(asOf: LocalDate = newestList): Division[] {
  return childrenOf('', asOf);
}

const recordOf = (code: string, day: LocalDate): DivisionRecord | undefined =>
  recordOn(register().recordsOf(code), day);

function* recordsBelow(code: string, day: LocalDate): Generator<DivisionRecord> {
  for (const child of register().childCodesOf(code)) {
    const record = recordOf(child, day);
    if (record) yield record;
  }
}

const childRecords = (code: string, day: LocalDate): DivisionRecord[] => [...recordsBelow(code, day)];

/** A day on which the record surely held, or the one asked for. */
function dayOf({ interval }: DivisionRecord, asOf: LocalDate | undefined): LocalDate {
  return asOf ?? interval.lastSure ?? newestList;
}

export const parentCode = (code: string): string | null =>
  parentCodeOf(code, (prefecture) => register().recordsOf(prefecture).length > 0);

/** Where the lists have a county a year longer than its prefecture, the prefecture's own last record. */
function parentRecord({ code }: DivisionRecord, day: LocalDate): DivisionRecord | undefined {
  const parent = parentCode(code);
  if (parent === null) return undefined;
  return recordOf(parent, day) ?? register().recordsOf(parent).at(-1);
}

function divisionFrom(record: DivisionRecord, asOf: LocalDate | undefined): Division {
  const day = dayOf(record, asOf);
  const { code, name, interval, successors, certainty, dating } = record;
  return {
    code,
    name,
    fullName: fullNameOf(record, day),
    level: levelOf(code),
    form: formOf(code, day),
    parent: parentCode(code),
    validFrom: interval.firstPossible,
    validTo: interval.lastPossible,
    surelyFrom: interval.firstSure,
    surelyTo: interval.lastSure,
    successors,
    certainty,
    dating,
  };
}

function fullNameOf(record: DivisionRecord, day: LocalDate): string {
  const parent = parentRecord(record, day);
  return parent ? `${fullNameOf(parent, day)}${record.name}` : record.name;
}

function formOf(code: string, day: LocalDate): Form {
  const level = levelOf(code);
  if (level === 'COUNTY') return isUnderProvince(code) ? 'COUNTY_UNDER_PROVINCE' : level;
  if (level === 'PREFECTURE' && recordsBelow(code, day).next().done) return 'PREFECTURE_WITHOUT_COUNTIES';
  return level;
}

const isUnderProvince = (code: string): boolean => {
  const province = provinceCodeOf(code);
  return parentCode(code) === province && !isMunicipality(province);
};
