import type { Agency } from '@xianjie/identity';
import { offices } from '../lab/agencies.js';
import { ask, asked, type Question } from '../lab/asking.js';
import { inLab } from '../lab/in-lab.js';
import type { Lab } from '../lab/lab.js';
import { alternate, medianOf, type Measure } from '../lab/rounds.js';
import type { Bench, Figure, Item, Measured } from '../suite.js';
import { fillLeads, type Known, type Volume } from './leads-data.js';

const VOLUME: Volume = { leads: 1_000_000, cases: 100_000 };
const QUICK_VOLUME: Volume = { leads: 20_000, cases: 2000 };
const CALLS = 200;
const CONNECTIONS = 10;
const LIST_MS = 100;
const SEARCH_MS = 300;

export const lists: Item = {
  name: 'lists',
  about:
    'lists and searches of lead-reporting among a million leads and 100,000 cases, asked by offices of all levels',
  measure: (bench) => inLab(bench, (lab) => measure(bench, lab)),
};

async function measure({ rounds, quick, say }: Bench, lab: Lab): Promise<Measured> {
  const agencies = offices();
  const volume = quick ? QUICK_VOLUME : VOLUME;
  const url = await lab.database('lead-reporting');
  const known = await fillLeads(lab, url, agencies, volume);
  const more = { AGENCIES: lab.agenciesFile(agencies) };
  const service = await lab.service('lead-reporting', url, CONNECTIONS, more);
  const askers = await askersOf(lab, agencies);
  const at = (path: (nth: number) => string) => (nth: number) => ({
    ...{ url: service.url, token: askers[nth % askers.length]!, path: path(nth) },
  });
  const calls = quick ? 20 : CALLS;
  const later = await laterPages(
    askers.map((token) => ({ url: service.url, token, path: '/leads?limit=200' })),
  );
  const listed = Object.entries(listPaths(later)).map(([name, path]) => asked(name, calls, at(path)));
  const sought = Object.entries(searchPaths(known, volume)).map(([name, path]) =>
    asked(name, calls, at(path)),
  );
  const done = await alternate(rounds, [...listed, ...sought] as Measure[], say);
  const worst = (paths: object) => Math.max(...Object.keys(paths).map((name) => medianOf(done, name)));
  return {
    rounds: done,
    figures: [
      figure('lists', worst(listPaths(later)), LIST_MS, 'the slowest of the lists, 95th percentile'),
      figure(
        'search',
        worst(searchPaths(known, volume)),
        SEARCH_MS,
        'the slowest of the searches, 95th percentile',
      ),
    ],
  };
}

const figure = (name: string, value: number, below: number, about: string): Figure => ({
  ...{ name: `ms.${name}`, value, unit: 'ms', aim: { below }, about },
});

/** Of ten, one is the nation's office, three are of provinces, six of prefectures. */
async function askersOf(lab: Lab, agencies: readonly Agency[]): Promise<string[]> {
  const of = (kind: string) => agencies.filter((agency) => agency.kind === kind);
  const [nation] = of('patent-office-nation');
  const spread = (all: readonly Agency[], count: number) =>
    Array.from({ length: count }, (_, n) => all[Math.floor((n * all.length) / count)]!);
  const chosen = [
    nation!,
    ...spread(of('patent-office-province'), 12),
    ...spread(of('patent-office-prefecture'), 24),
  ];
  return Promise.all(chosen.map((agency) => lab.tokenOf(agency)));
}

/** Cursors some pages on, by asker. */
async function laterPages(questions: readonly Question[]): Promise<string[]> {
  const cursors: string[] = [];
  for (const question of questions) {
    const { nextCursor } = await ask(question);
    cursors.push(nextCursor ? `&cursor=${encodeURIComponent(nextCursor)}` : '');
  }
  return cursors;
}

type Paths = Readonly<Record<string, (nth: number) => string>>;

const listPaths = (later: readonly string[]): Paths => ({
  leads: () => '/leads?limit=50',
  'leads, later page': (nth) => `/leads?limit=50${later[nth % later.length]}`,
  'leads, marked': () => '/leads?limit=50&marked=true',
  'leads, withdrawn': () => '/leads?limit=50&status=withdrawn',
  'leads, unopened': () => '/cases/unopened?limit=50&state=late',
  clusters: () => '/clusters?limit=50',
  cases: () => '/cases?limit=50',
  'cases, time left': () => '/cases?limit=50&order=time-left',
  'cases, open': () => '/cases?limit=50&status=open',
  'cases, suspected': () => '/cases?limit=50&suspected=true',
  circulars: () => '/circulars?limit=50',
});

const searchPaths = ({ patents, companies }: Known, { leads, cases }: Volume): Paths => ({
  'leads by number': (nth) => `/leads?externalNo=${encodeURIComponent(`线-${1 + ((nth * 7919) % leads)}`)}`,
  'leads by patent': (nth) => `/leads?patentNumber=${patents[(nth * 31) % patents.length]}`,
  'leads by company': (nth) => `/leads?creditCode=${companies[(nth * 31) % companies.length]}`,
  'leads of a month': (nth) =>
    `/leads?submittedFrom=2024-0${1 + (nth % 9)}-01&submittedTo=2024-0${1 + (nth % 9)}-28`,
  'leads, from customs, marked': () => '/leads?source=CUSTOMS&marked=true&status=withdrawn',
  'cases by number': (nth) =>
    `/cases?caseNo=${encodeURIComponent(`知案〔2026〕${1 + ((nth * 7919) % cases)}号`)}`,
  'cases by patent': (nth) => `/cases?patentNumber=${patents[(nth * 31) % patents.length]}`,
  'cases by company': (nth) => `/cases?creditCode=${companies[(nth * 31) % companies.length]}`,
  'cases of a month': (nth) =>
    `/cases?openedFrom=2024-0${1 + (nth % 9)}-01&openedTo=2024-0${1 + (nth % 9)}-28`,
});
