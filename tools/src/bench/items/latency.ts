import { residentMb } from '../lab/child.js';
import { commitsOf, delays, latencyOf, perSecond, QUESTIONS, spanOf, SUBMISSIONS } from '../lab/commits.js';
import { inLabs } from '../lab/in-lab.js';
import type { Lab } from '../lab/lab.js';
import { medianOf, type Round } from '../lab/rounds.js';
import { twoServices, whatIsWrong, type TwoServices } from '../lab/two-services.js';
import type { BulkDone } from '../processes/bulk-load.js';
import type { HttpLoad, HttpLoadDone } from '../processes/http-load.js';
import type { Bench, Figure, Item } from '../suite.js';

const PER_SECOND = 1000;
const QUICK_PER_SECOND = 100;
const LANES = 64;
/** Of what is sent so much must come through: else it is no latency at that rate. */
const LEAST_SHARE = 0.95;

export const latency: Item = {
  name: 'latency',
  about:
    'from the commit of a lead to the commit of its effect in the other service, at 1,000/s, streamed and one by one; memory',
  measure: async (bench) => {
    const streamed = await inLabs(bench, (lab) => measureOnce(bench, lab, 'streamed'));
    const single = await inLabs(bench, (lab) => measureOnce(bench, lab, 'one by one'));
    const rounds = [...streamed.rounds, ...single.rounds];
    return { ...streamed, rounds, figures: figuresOf(rounds) };
  },
};

type Side = 'streamed' | 'one by one';

async function measureOnce({ quick }: Bench, lab: Lab, side: Side): Promise<Round> {
  const [warmUp, seconds] = quick ? [2, 4] : [15, 30];
  const services = await twoServices(lab);
  const { leads, exchange, token } = services;
  const memory = watchMemory(services);
  const load = {
    url: leads.url,
    token,
    seconds: warmUp + seconds,
    series: 'L',
    perSecond: quick ? QUICK_PER_SECOND : PER_SECOND,
  };
  const { accepted, failed } = await submit(lab, side, load);
  const { leadsMb, exchangeMb } = memory.stop();
  const wrong = await whatIsWrong(lab, services);
  const causes = await commitsOf(lab, leads.database, SUBMISSIONS);
  const effects = await commitsOf(lab, exchange.database, QUESTIONS);
  const span = spanOf(causes, warmUp * 1000);
  const { p50, p99 } = latencyOf(delays(causes, effects, span));
  const rate = Math.round(perSecond(causes, span));
  return {
    side,
    value: p50,
    unit: 'ms',
    void: wrong ?? verdict(accepted, failed, causes.size, effects.size),
    details: { p50: rounded(p50), p99: rounded(p99), perSecond: rate, leadsMb, exchangeMb },
  };
}

type Load = Omit<HttpLoad, 'connections'>;

function submit(lab: Lab, side: Side, load: Load): Promise<Pick<BulkDone, 'accepted' | 'failed'>> {
  if (side === 'streamed') return lab.process('bulk-load').call<BulkDone>('pace', load);
  return lab
    .process('http-load')
    .call<HttpLoadDone>('run', { ...load, connections: LANES } satisfies HttpLoad);
}

function verdict(accepted: number, failed: number, causes: number, effects: number): string | undefined {
  if (failed > 0) return `${failed} were not accepted`;
  if (accepted === causes && causes === effects) return undefined;
  return `${accepted} were accepted, ${causes} committed, ${effects} had an effect`;
}

function rounded(ms: number): number {
  return Number(ms.toFixed(2));
}

/** The most that each service has resident, as seen every 200 ms. */
function watchMemory({ leads, exchange }: TwoServices) {
  let [leadsMb, exchangeMb] = [0, 0];
  const look = (): void => {
    leadsMb = Math.max(leadsMb, Math.round(residentMb(leads.child.pid)));
    exchangeMb = Math.max(exchangeMb, Math.round(residentMb(exchange.child.pid)));
  };
  const timer = setInterval(look, 200);
  return {
    stop: () => {
      clearInterval(timer);
      return { leadsMb, exchangeMb };
    },
  };
}

function figuresOf(rounds: readonly Round[]): Figure[] {
  const median = (side: Side, name?: string) => medianOf(rounds, side, name);
  return [
    {
      name: 'latencyMs.p50',
      value: median('streamed'),
      unit: 'ms',
      aim: { below: 10 },
      about: 'commit of the cause to commit of the effect: half are faster',
    },
    {
      name: 'latencyMs.p99',
      value: median('streamed', 'p99'),
      unit: 'ms',
      aim: { below: 30 },
      about: 'the same: 99 of 100 are faster',
    },
    {
      name: 'latencyMs.perSecond',
      value: median('streamed', 'perSecond'),
      unit: '/s',
      aim: { atLeast: LEAST_SHARE * PER_SECOND },
      about: 'leads meanwhile, one POST /leads/bulk that sends what is due every 10 ms',
    },
    {
      name: 'latencyMs.oneByOne.p50',
      value: median('one by one'),
      unit: 'ms',
      about: 'the same of POST /leads, of which 1,000/s are sent: a commit each',
    },
    {
      name: 'latencyMs.oneByOne.p99',
      value: median('one by one', 'p99'),
      unit: 'ms',
      about: '99 of 100 of them are faster',
    },
    {
      name: 'latencyMs.oneByOne.perSecond',
      value: median('one by one', 'perSecond'),
      unit: '/s',
      about: 'of them came through: what two cores can do of it, all that they cause included',
    },
    {
      name: 'memoryMb',
      value: Math.max(median('streamed', 'leadsMb'), median('streamed', 'exchangeMb')),
      unit: 'MB',
      aim: { below: 300 },
      about: 'the most that a service has resident at 1,000/s',
    },
  ];
}
