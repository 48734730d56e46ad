import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../stack/paths.js';

/** A case of the vectors as a line asks it, and the fields that its answer must have. For tests. */
export interface Case {
  readonly kind: string;
  readonly input: object;
  readonly expected: object;
}

type Listed = Readonly<Record<string, unknown>>;

const read = (library: string, file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(root, 'libs', library, 'src', 'vectors', `${file}.json`), 'utf8')) as Record<
    string,
    unknown
  >;

/** What is listed of the fields of a case. */
const pick = (each: Listed, ...fields: string[]): object =>
  Object.fromEntries(fields.flatMap((field) => (each[field] === undefined ? [] : [[field, each[field]]])));

function identifierCases(): Case[] {
  const lists = read('identifiers', 'identifiers') as Record<string, readonly Listed[]>;
  const of = (list: string, ...fields: string[]) =>
    (lists[list] ?? []).map((each) => ({
      kind: `identifiers.${list}`,
      input: pick(each, 'value', 'asOf', 'scheme'),
      expected: pick(each, 'valid', ...fields),
    }));
  return [
    ...of('uscc', 'verdict', 'canonical'),
    ...of('orgCode'),
    ...of('idCard', 'sex', 'canonical'),
    ...of('patentNumber', 'canonical', 'type', 'year'),
    ...of('publicationNumber'),
    ...of('classification'),
  ];
}

const DAY_MS = 86_400_000;

function workdayCases(): Case[] {
  const { meta, weekdayHolidays, makeUpWorkdays } = read('calendar', 'calendar') as {
    readonly meta: { readonly probesKnownBadInOneLibrary: Readonly<Record<string, boolean>> };
  } & {
    readonly [list in 'weekdayHolidays' | 'makeUpWorkdays']: Readonly<Record<string, readonly string[]>>;
  };
  const of = (date: string, workday: unknown): Case => ({
    kind: 'calendar.workday',
    input: { date },
    expected: { workday },
  });
  const listed = Object.keys(weekdayHolidays)
    .flatMap(daysOf)
    .map((date) => {
      const weekend = [0, 6].includes(new Date(date).getUTCDay());
      const moved = (weekend ? makeUpWorkdays : weekdayHolidays)[date.slice(0, 4)]?.includes(date);
      return of(date, moved === weekend);
    });
  const probes = Object.entries(meta.probesKnownBadInOneLibrary);
  return [...listed, ...probes.map(([date, workday]) => of(date, workday))];
}

function daysOf(year: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${year}-01-01`); at <= Date.parse(`${year}-12-31`); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

function deadlineCases(): Case[] {
  const { cases, hours } = read('calendar', 'deadlines') as Record<string, readonly Listed[]>;
  return [...(cases ?? []), ...(hours ?? [])].map((each) => ({
    kind: 'deadlines',
    input: { start: each['start'], period: each['kind'], n: each['n'] },
    expected: each['expected'] as object,
  }));
}

/** The lists tell more of some divisions than their level. */
const LEVELS: Readonly<Record<string, string>> = {
  COUNTY_UNDER_PROVINCE: 'COUNTY',
  PREFECTURE_WITHOUT_COUNTIES: 'PREFECTURE',
};

function divisionCases(): Case[] {
  const { provinces, freshnessProbes, structure, invalid } = read('divisions', 'divisions') as {
    [list in 'provinces' | 'freshnessProbes' | 'structure']: readonly Readonly<
      Record<string, string | null>
    >[];
  } & { readonly invalid: readonly string[] };
  const of = (code: unknown, expected: object): Case => ({
    kind: 'divisions.code',
    input: { code },
    expected,
  });
  return [
    ...provinces.map(({ code, name }) => of(code, { valid: true, name, level: 'PROVINCE', parent: null })),
    ...freshnessProbes.map(({ code, name }) => of(code, { valid: true, name, level: 'COUNTY' })),
    ...structure.map(({ code, level, parent }) =>
      of(code, { valid: true, level: LEVELS[level ?? ''] ?? level, parent, form: level }),
    ),
    ...invalid.map((code) => of(code, { valid: false })),
  ];
}

const casesOf = (library: string, file: string, list = 'cases'): readonly Listed[] =>
  (read(library, file) as Record<string, readonly Listed[]>)[list] ?? [];

function statuteCases(): Case[] {
  return [
    ...casesOf('statutes', 'criminal-thresholds').map((each) => {
      const { meets, grounds, transferDuty } = each['expected'] as Listed;
      return {
        kind: 'criminal-thresholds',
        input: each['input'] as object,
        expected: { meets, grounds, transferDuty },
      };
    }),
    ...casesOf('statutes', 'admin-fines').map((each) => ({
      kind: 'admin-fines',
      input: pick(each, 'actEndDate', 'illegalGain'),
      expected: { maxFine: each['expectedMaxFine'] },
    })),
    ...casesOf('statutes', 'credit-publicity', 'publication').map((each) => ({
      kind: 'credit.publication',
      input: pick(each, 'system', 'decisionDate', 'penalty'),
      expected: each['expected'] as object,
    })),
    ...casesOf('statutes', 'credit-publicity', 'repair').map((each) => ({
      kind: 'credit.repair',
      input: pick(each, 'system', 'periodStart', 'applyDate', 'class', 'corrected', 'commitment'),
      expected: { verdict: each['expected'] },
    })),
    ...casesOf('statutes', 'report-reward').map((each) => ({
      kind: 'report-reward',
      input: pick(each, 'level', 'fineAndConfiscation'),
      expected: { reward: each['expected'], ...pick(each, 'isMinimum', 'needsFinanceBureau') },
    })),
    ...casesOf('statutes', 'transfer-state-machine', 'sequences').map((each) => ({
      kind: 'transfer-sequence',
      input: pick(each, 'events'),
      expected: each['expected'] as object,
    })),
  ];
}

/** Every case of every file. */
export const cases: readonly Case[] = [
  ...identifierCases(),
  ...workdayCases(),
  ...divisionCases(),
  ...deadlineCases(),
  ...statuteCases(),
];

/** The cases as lines of input; the id of each is its place. */
export const lines: readonly string[] = cases.map(({ kind, input }, id) =>
  JSON.stringify({ id, kind, ...input }),
);
