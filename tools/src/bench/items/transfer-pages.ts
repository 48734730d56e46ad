import { join } from 'node:path';
import type { Agency } from '@xianjie/identity';
import { offices, organsBeside } from '../lab/agencies.js';
import { asked, type Question } from '../lab/asking.js';
import { inLab } from '../lab/in-lab.js';
import type { Lab } from '../lab/lab.js';
import { alternate, medianOf } from '../lab/rounds.js';
import type { Bench, Figure, Item, Measured } from '../suite.js';
import { fillTransfers, lookedAtSql, UNSEALED } from './transfers-data.js';

const TRANSFERS = 1_000_000;
const QUICK_TRANSFERS = 20_000;
const CALLS = 200;
const CONNECTIONS = 10;
const AIM_MS = 100;
const SEALED_MS = 300_000;
const LOOK_MS = 500;

export const transferPages: Item = {
  name: 'transfers',
  about:
    'pages with all hops, limits, papers and readers, and worklists by legal time left, among a million transfers',
  measure: (bench) => inLab(bench, (lab) => measure(bench, lab)),
};

const SEATS = { ADMIN: 'ip', POLICE: 'police', PROC: 'proc' } as const;
type Seat = keyof typeof SEATS;

async function measure({ rounds, quick, say }: Bench, lab: Lab): Promise<Measured> {
  const all = offices();
  const prefectures = all.filter(({ kind }) => kind === 'patent-office-prefecture');
  const organs = [...all, ...organsBeside(all)];
  const url = await lab.database('case-transfer');
  await fillTransfers(lab, url, prefectures, quick ? QUICK_TRANSFERS : TRANSFERS);
  const more = { AGENCIES: lab.agenciesFile(organs), DOCUMENTS_FOLDER: join(lab.folder, 'documents') };
  const service = await lab.service('case-transfer', url, CONNECTIONS, more);
  await untilSealed(lab, url);
  const calls = quick ? 20 : CALLS;
  const pages = await Promise.all(seats.map((seat) => pagesOf(lab, url, service.url, seat, organs)));
  const askers = await Promise.all(seats.map((seat) => askersOf(lab, service.url, seat, organs)));
  const sides = seats.flatMap((seat, at) => [
    asked(`page, ${seat}`, calls, (nth) => pages[at]![nth % pages[at]!.length]!),
    ...Object.entries(WORKLISTS).map(([name, path]) =>
      asked(`${name}, ${seat}`, calls, (nth) => ({ ...askers[at]![nth % askers[at]!.length]!, path })),
    ),
  ]);
  const oversees = askers[seats.indexOf('PROC')]!;
  const oversight = Object.entries(OVERSIGHT).map(([name, path]) =>
    asked(name, calls, (nth) => ({ ...oversees[nth % oversees.length]!, path })),
  );
  const done = await alternate(rounds, [...sides, ...oversight], say);
  const worst = (names: readonly string[]) => Math.max(...names.map((name) => medianOf(done, name)));
  return {
    rounds: done,
    figures: [
      figure(
        'page',
        worst(seats.map((seat) => `page, ${seat}`)),
        'the page of a transfer, seen from any seat, 95th percentile',
      ),
      figure(
        'worklist',
        worst(seats.flatMap((seat) => Object.keys(WORKLISTS).map((name) => `${name}, ${seat}`))),
        'the slowest of the worklists by legal time left, 95th percentile',
      ),
      figure(
        'oversight',
        worst(Object.keys(OVERSIGHT)),
        'what a procuratorate received, and what was not transferred, 95th percentile',
      ),
    ],
  };
}

const seats = Object.keys(SEATS) as Seat[];

const WORKLISTS: Readonly<Record<string, string>> = {
  worklist: '/transfers?limit=50',
  'worklist, late': '/transfers?limit=50&late=true',
  'worklist, own limits': '/transfers?limit=50&owes=own',
  'worklist, others’ limits': '/transfers?limit=50&owes=others&late=true',
  'worklist, one state': '/transfers?limit=50&state=FILED',
  'worklist, closed': '/transfers?limit=50&closed=true',
};

const OVERSIGHT: Readonly<Record<string, string>> = {
  copies: '/oversight/copies?limit=50',
  'copies, decisions': '/oversight/copies?limit=50&kind=DECISION',
  untransferred: '/oversight/untransferred?limit=50',
  fines: '/oversight/fines?limit=50',
};

const figure = (name: string, value: number, about: string): Figure => ({
  ...{ name: `ms.${name}`, value, unit: 'ms', aim: { below: AIM_MS }, about },
});

/** The service seals by itself what was written before there were keys; then it is as quiet as after a night. */
async function untilSealed(lab: Lab, url: string): Promise<void> {
  const isSealed = async () => Number((await lab.query<{ count: string }>(url, UNSEALED))[0]?.count) === 0;
  if (!(await lab.until(isSealed, SEALED_MS, LOOK_MS))) throw new Error('The papers are not sealed');
  await lab.settle(url);
}

/** Pages of transfers in full, each as an organ of it sees it. */
async function pagesOf(
  lab: Lab,
  url: string,
  at: string,
  seat: Seat,
  organs: readonly Agency[],
): Promise<Question[]> {
  const rows = await lab.query<{ organ: string; id: string }>(url, lookedAtSql(seat));
  const questions = rows.slice(0, CALLS).map(async ({ organ, id }) => ({
    ...{ url: at, path: `/transfers/${id}` },
    token: await lab.tokenOf(organs.find((each) => each.id === organ)!),
  }));
  return Promise.all(questions);
}

/** Organs of many places, with what is common to their questions. */
async function askersOf(lab: Lab, url: string, seat: Seat, organs: readonly Agency[]) {
  const own = organs.filter(
    ({ id, area, kind }) =>
      id === `${SEATS[seat]}-${area}` && kind !== 'patent-office-province' && !area?.endsWith('0000'),
  );
  const tokens = own.filter((_each, nth) => nth % 10 === 0).map((organ) => lab.tokenOf(organ));
  return (await Promise.all(tokens)).map((token) => ({ url, token }));
}
