import { backlogOf, commitsOf, perSecond, QUESTIONS, spanOf, SUBMISSIONS } from '../lab/commits.js';
import { inLabs } from '../lab/in-lab.js';
import type { Lab } from '../lab/lab.js';
import { medianOf, type Round } from '../lab/rounds.js';
import { twoServices, whatIsWrong } from '../lab/two-services.js';
import type { BulkDone } from '../processes/bulk-load.js';
import type { Bench, Figure, Item } from '../suite.js';

/** What is submitted: a little more than is aimed at, for two minutes after a warm-up. */
const LOAD = { perSecond: 3300, warmUpSeconds: 10, seconds: 120 };
const QUICK_LOAD = { perSecond: 300, warmUpSeconds: 2, seconds: 4 };

export const endToEnd: Item = {
  name: 'end-to-end',
  about: 'leads with their effect in the other service, for two minutes, and whether a backlog grows',
  measure: async (bench) => {
    const measured = await inLabs(bench, (lab) => measureOnce(bench, lab));
    return { ...measured, figures: figuresOf(measured.rounds, bench) };
  },
};

async function measureOnce({ quick }: Bench, lab: Lab): Promise<Round> {
  const { warmUpSeconds, seconds, perSecond: offered } = quick ? QUICK_LOAD : LOAD;
  const services = await twoServices(lab);
  const { leads, exchange, token } = services;
  const load = lab.process('bulk-load');
  const { accepted, failed } = await load.call<BulkDone>('pace', {
    url: leads.url,
    token,
    perSecond: offered,
    seconds: warmUpSeconds + seconds,
    series: 'E',
  });
  const wrong = await whatIsWrong(lab, services);
  const causes = await commitsOf(lab, leads.database, SUBMISSIONS);
  const effects = await commitsOf(lab, exchange.database, QUESTIONS);
  const span = spanOf(causes, warmUpSeconds * 1000);
  const { highest, growth } = backlogOf(causes, effects, span);
  return {
    side: 'ours',
    value: perSecond(effects, span),
    unit: '/s',
    void: wrong ?? verdict({ accepted, failed, causes: causes.size, effects: effects.size }),
    details: { seconds, backlogHighest: highest, backlogGrowth: Number(growth.toFixed(2)) },
  };
}

function figuresOf(rounds: readonly Round[], { quick }: Bench): Figure[] {
  const { perSecond: offered } = quick ? QUICK_LOAD : LOAD;
  return [
    {
      name: 'endToEndPerSecond',
      value: medianOf(rounds, 'ours'),
      unit: '/s',
      aim: { atLeast: 3000 },
      about: `leads with their effect in the other service, ${offered}/s submitted`,
    },
    {
      name: 'endToEndBacklogGrowth',
      value: medianOf(rounds, 'ours', 'backlogGrowth'),
      unit: '/s',
      aim: { atMost: offered / 100 },
      about: 'growth of the backlog meanwhile; up to a hundredth of what comes in is called flat',
    },
    {
      name: 'endToEndBacklog',
      value: medianOf(rounds, 'ours', 'backlogHighest'),
      unit: 'events',
      about: 'the highest backlog',
    },
  ];
}

interface Counts {
  readonly accepted: number;
  readonly failed: number;
  readonly causes: number;
  readonly effects: number;
}

function verdict({ accepted, failed, causes, effects }: Counts): string | undefined {
  if (failed > 0) return `${failed} were not accepted`;
  if (accepted === causes && causes === effects) return undefined;
  return `${accepted} were accepted, ${causes} committed, ${effects} had an effect`;
}
