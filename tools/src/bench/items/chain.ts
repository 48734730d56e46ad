import {
  backlogOf,
  commitsOf,
  delays,
  latencyOf,
  perSecond,
  QUESTIONS,
  spanOf,
  SUBMISSIONS,
  type Commits,
} from '../lab/commits.js';
import { fourServices, type FourServices, whatIsOpen } from '../lab/four-services.js';
import { inLabs } from '../lab/in-lab.js';
import type { Lab } from '../lab/lab.js';
import { medianOf, type Round } from '../lab/rounds.js';
import type { BulkDone } from '../processes/bulk-load.js';
import type { CaseLoad, CaseLoadDone } from '../processes/case-load.js';
import type { HttpLoad, HttpLoadDone } from '../processes/http-load.js';
import type { Bench, Figure, Item } from '../suite.js';

/** Leads a second in bulk and one by one, and cases, of which each is four acts. */
const LOAD = { bulk: 450, single: 50, cases: 5, warmUpSeconds: 10, seconds: 60 };
const QUICK_LOAD = { bulk: 45, single: 5, cases: 2, warmUpSeconds: 2, seconds: 5 };
const LANES = 16;

export const chain: Item = {
  name: 'chain',
  about:
    'all four services at 500 leads a second with cases, suspicions and decisions among them: each hop, and whether a backlog grows',
  measure: async (bench) => {
    const measured = await inLabs(bench, (lab) => measureOnce(bench, lab));
    return { ...measured, figures: figuresOf(measured.rounds, bench) };
  },
};

/** From a commit in one service to the commit of its effect in another. */
interface Hop {
  readonly name: string;
  readonly about: string;
  readonly cause: readonly [service: keyof FourServices['services'], text: string];
  readonly effect: readonly [service: keyof FourServices['services'], text: string];
}

const eventsOf = (type: string): string => `
  SELECT substr(e.stream_id, length(e.topic) + 2), e.xmin FROM event e JOIN event_schema s USING (schema_id)
  WHERE s.type = '${type}' AND position('/@' IN e.stream_id) = 0`;

const HOPS: readonly Hop[] = [
  {
    name: 'leadToExamination',
    about: 'a lead, to the question that examination keeps',
    cause: ['lead-reporting', SUBMISSIONS],
    effect: ['exam-exchange', QUESTIONS],
  },
  {
    name: 'answerToLead',
    about: 'an answer, to the lead that shows it',
    cause: ['exam-exchange', eventsOf('exam_exchange.v1.PatentStatusAnswered')],
    effect: ['lead-reporting', 'SELECT id::text, xmin FROM lead WHERE patent_status IS NOT NULL'],
  },
  {
    name: 'findingsToOversight',
    about: 'findings, to where the procuratorate sees what they carry',
    cause: ['lead-reporting', eventsOf('lead_reporting.v1.CaseFindingsRecorded')],
    effect: ['case-transfer', 'SELECT case_id::text, xmin FROM case_finding'],
  },
  {
    name: 'suspicionToTransfer',
    about: 'a suspected crime, to the transfer that opens on it',
    cause: ['lead-reporting', eventsOf('lead_reporting.v1.CrimeSuspected')],
    effect: [
      'case-transfer',
      'SELECT t.case_id::text, s.xmin FROM transfer_step s JOIN transfer t ON t.id = s.transfer_id WHERE s.no = 1',
    ],
  },
  {
    name: 'decisionToPublicity',
    about: 'a penalty decision, to its records that wait to be shown',
    cause: ['lead-reporting', eventsOf('lead_reporting.v1.CaseDecided')],
    effect: ['credit-publishing', 'SELECT case_id::text, xmin FROM decision'],
  },
];

async function measureOnce({ quick }: Bench, lab: Lab): Promise<Round> {
  const load = quick ? QUICK_LOAD : LOAD;
  const chained = await fourServices(lab);
  const { failure, leads } = await submit(lab, chained, load);
  const found = await Promise.all(HOPS.map((hop) => hopCommits(lab, chained, hop)));
  const open = async () => {
    const now = await Promise.all(HOPS.map((hop) => hopCommits(lab, chained, hop)));
    return now.reduce((sum, { causes, effects }) => sum + missing(causes, effects), 0);
  };
  const wrong = failure ?? (await whatIsOpen(lab, chained, open));
  const settled =
    wrong === undefined ? await Promise.all(HOPS.map((hop) => hopCommits(lab, chained, hop))) : found;
  const [first] = settled;
  const span = spanOf(first!.causes, load.warmUpSeconds * 1000);
  const hops = settled.map(({ causes, effects }, at) => {
    const { p50, p99 } = latencyOf(delays(causes, effects, span));
    return [HOPS[at]!.name, { p50, p99 }] as const;
  });
  const { highest, growth } = backlogOf(first!.causes, first!.effects, span);
  return {
    side: 'ours',
    value: perSecond(first!.effects, span),
    unit: '/s',
    void:
      wrong ??
      (first!.causes.size === leads
        ? undefined
        : `${leads} leads were accepted, ${first!.causes.size} committed`),
    details: {
      ...Object.fromEntries(
        hops.flatMap(([name, { p50, p99 }]) => [
          [`${name}P50`, rounded(p50)],
          [`${name}P99`, rounded(p99)],
        ]),
      ),
      backlogHighest: highest,
      backlogGrowth: rounded(growth),
    },
  };
}

const rounded = (value: number): number => Number(value.toFixed(2));

const missing = (causes: Commits, effects: Commits): number =>
  [...causes.keys()].filter((id) => !effects.has(id)).length;

async function hopCommits(lab: Lab, { services }: FourServices, { cause, effect }: Hop) {
  const [causes, effects] = await Promise.all(
    [cause, effect].map(([service, text]) => commitsOf(lab, services[service].database, text)),
  );
  return { causes: causes!, effects: effects! };
}

/** All at once: a province's file, a province's single leads, a prefecture's cases. */
async function submit(lab: Lab, { services, agencies }: FourServices, load: typeof LOAD) {
  const { url } = services['lead-reporting'];
  const seconds = load.warmUpSeconds + load.seconds;
  const token = await lab.token('province');
  const prefecture = agencies.find(({ id }) => id === 'ip-330100')!;
  const cases: CaseLoad = {
    ...{ url, perSecond: load.cases, seconds, series: 'K', areaCode: '330106' },
    token: await lab.tokenOf(prefecture, { id: 'wu', name: '吴越' }),
    officers: [{ name: '吴越' }, { name: '方敏' }],
    today: new Date().toISOString().slice(0, 10),
  };
  const single: HttpLoad = { url, token, connections: LANES, seconds, series: 'S', perSecond: load.single };
  const [bulk, one, handled] = await Promise.all([
    lab
      .process('bulk-load')
      .call<BulkDone>('pace', { url, token, perSecond: load.bulk, seconds, series: 'B' }),
    lab.process('http-load').call<HttpLoadDone>('run', single),
    lab.process('case-load').call<CaseLoadDone>('run', cases),
  ]);
  const refused = bulk.failed + one.failed;
  const failure = refused > 0 ? `${refused} leads were not accepted` : handled.failure;
  return { failure, leads: bulk.accepted + one.accepted };
}

function figuresOf(rounds: readonly Round[], { quick }: Bench): Figure[] {
  const { bulk, single } = quick ? QUICK_LOAD : LOAD;
  const offered = bulk + single;
  return [
    {
      name: 'chain.perSecond',
      value: medianOf(rounds, 'ours'),
      unit: '/s',
      aim: { atLeast: offered * 0.95 },
      about: `leads with their effect in examination, ${offered}/s submitted among cases`,
    },
    {
      name: 'chain.backlogGrowth',
      value: medianOf(rounds, 'ours', 'backlogGrowth'),
      unit: '/s',
      aim: { atMost: offered / 100 },
      about: 'growth of the backlog meanwhile; up to a hundredth of what comes in is called flat',
    },
    ...HOPS.map(({ name, about }): Figure => ({
      name: `chain.p99.${name}`,
      value: medianOf(rounds, 'ours', `${name}P99`),
      unit: 'ms',
      about: `${about}: 99 of 100 are faster`,
    })),
  ];
}
