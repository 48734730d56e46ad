import {
  type Branded,
  type Checked,
  checkedSchema,
  clean,
  type LocalDate,
  notText,
  refuse,
} from '@xianjie/identifiers';
import { type Division, divisionOf, newestList } from './division.js';
import { standingOn } from './interval.js';
import type { DivisionRecord } from './record.js';
import { recordOn, register } from './register.js';
import { hasForm, isDistrictsGroup, isGroup, prefectureCodeOf, provinceCodeOf } from './structure.js';

/** Code of an administrative division 行政区划代码, GB/T 2260. */
export type DivisionCode = Branded<'DivisionCode'>;

export interface CheckedDivisionCode {
  readonly value: DivisionCode;
  readonly division: Division;
  /** False in the weeks or months of a change in which nobody here knows: such a code is accepted all the same. */
  readonly sure: boolean;
}

/**
 * Full width, spaces and hyphens are forgiven. A code must have been in force on the day: of the act, the decision or
 * whatever names the place; old papers keep old codes. Without a day it must be in force in the newest list.
 */
export function checkDivisionCode(input: unknown, asOf?: LocalDate): Checked<CheckedDivisionCode> {
  const text = clean(input)?.replaceAll('-', '');
  if (text === undefined) return notText('division', '行政区划代码');
  if (!hasForm(text)) return wrongForm(text);
  const records = register().recordsOf(text);
  if (records.length === 0) return unknown(text);
  const day = asOf ?? newestList;
  const record = recordOn(records, day);
  if (!record) return notThen(records, day);
  const division = divisionOf(text, day);
  if (!division) return unknown(text);
  const sure = standingOn(day, record.interval) === 'SURE';
  return { ok: true, value: text as DivisionCode, division, sure };
}

/** Text in, canonical code out, in force in the newest list; see `checkDivisionCode` for codes of an earlier day. */
export const DivisionCodeSchema = checkedSchema((input) => checkDivisionCode(input)).meta({
  description: 'Administrative division 行政区划代码, GB/T 2260, in force today',
  examples: ['330106'],
});

type Refused = ReturnType<typeof refuse>;

function wrongForm(text: string): Refused {
  const wrong = [...text].findIndex((char) => !/[0-9]/.test(char));
  const at = wrong === -1 ? Math.min(text.length, 6) + 1 : wrong + 1;
  return refuse(
    'division.form',
    'Must be six digits (GB/T 2260)',
    '行政区划代码应为6位数字（GB/T 2260）',
    at,
  );
}

function unknown(code: string): Refused {
  if (register().recordsOf(provinceCodeOf(code)).length === 0) {
    const message = 'No province has these first two digits';
    return refuse('division.unknown', message, '前两位不是省级行政区划代码', 1);
  }
  const instead = groupedUnder(code);
  if (instead) {
    return refuse(
      'division.grouping',
      `Only gathers divisions in lists and is none itself; use ${instead} or one of the divisions below it`,
      `该代码为列表汇总码，不是行政区划；请用${instead}或其下级代码`,
    );
  }
  return refuse('division.unknown', 'No division has or had this code', '查无此行政区划代码');
}

/** The division whose parts a grouping code gathers; undefined where the code is no grouping. */
function groupedUnder(code: string): string | undefined {
  if (isGroup(code)) return provinceCodeOf(code);
  const prefecture = prefectureCodeOf(code);
  const isKnown = register().recordsOf(prefecture).length > 0;
  return isDistrictsGroup(code) && isKnown ? prefecture : undefined;
}

function notThen(records: readonly DivisionRecord[], day: LocalDate): Refused {
  const ended = records.findLast(({ interval }) => standingOn(day, interval) === 'ENDED');
  return ended ? abolished(ended) : notYet(records[0]);
}

function abolished({ name, interval, successors }: DivisionRecord): Refused {
  const after = successors.map((code) => `${code} ${divisionOf(code)?.name ?? ''}`.trim());
  const [since, next] = [interval.lastPossible ?? '', after.join(', ')];
  return refuse(
    'division.abolished',
    `${name} was no longer in force after ${since}${next && `; its place was taken by ${next}`}`,
    `${name}于${since}后已不再有效${next && `，由${after.join('、')}承继`}`,
  );
}

function notYet(record: DivisionRecord | undefined): Refused {
  const [name, since] = [record?.name ?? '', record?.interval.firstPossible ?? ''];
  return refuse(
    'division.not-yet',
    `${name} was not in force before ${since}`,
    `${name}于${since}之前尚未设立`,
  );
}
