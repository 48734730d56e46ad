import { residentMb } from '../lab/child.js';
import { commitsOf, delays, latencyOf, perSecond, QUESTIONS, spanOf, SUBMISSIONS } from '../lab/commits.js';
import { inLabs } from '../lab/in-lab.js';
import type { Lab } from '../lab/lab.js';
import { medianOf, type Round } from '../lab/rounds.js';
import { twoServices, whatIsWrong, type TwoServices } from '../lab/two-services.js';
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
    'from the commit of a POST /leads to the commit of its effect in the other service, at 1,000/s; memory',
  measure: async (bench) => {
    const measured = await inLabs(bench, (lab) => measureOnce(bench, lab));
    return { ...measured, figures: figuresOf(measured.rounds) };
  },
};

async function measureOnce({ quick }: Bench, lab: Lab): Promise<Round> {
  const [warmUp, seconds] = quick ? [2, 4] : [15, 30];
  const services = await twoServices(lab);
  const { leads, exchange, token } = services;
  const memory = watchMemory(services);
  const load: HttpLoad = {
    url: leads.url,
    token,
    connections: LANES,
    seconds: warmUp + seconds,
    series: 'L',
    perSecond: quick ? QUICK_PER_SECOND : PER_SECOND,
  };
  const { accepted, failed } = await lab.process('http-load').call<HttpLoadDone>('run', load);
  const { leadsMb, exchangeMb } = memory.stop();
  const wrong = await whatIsWrong(lab, services);
  const causes = await commitsOf(lab, leads.database, SUBMISSIONS);
  const effects = await commitsOf(lab, exchange.database, QUESTIONS);
  const span = spanOf(causes, warmUp * 1000);
  const { p50, p99 } = latencyOf(delays(causes, effects, span));
  const rate = Math.round(perSecond(causes, span));
  return {
    side: 'ours',
    value: p50,
    unit: 'ms',
    void: wrong ?? verdict(accepted, failed, causes.size, effects.size),
    details: { p50: rounded(p50), p99: rounded(p99), perSecond: rate, leadsMb, exchangeMb },
  };
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
  const memory = Math.max(medianOf(rounds, 'ours', 'leadsMb'), medianOf(rounds, 'ours', 'exchangeMb'));
  return [
    {
      name: 'latencyMs.p50',
      value: medianOf(rounds, 'ours', 'p50'),
      unit: 'ms',
      aim: { below: 10 },
      about: 'commit of the cause to commit of the effect: half are faster',
    },
    {
      name: 'latencyMs.p99',
      value: medianOf(rounds, 'ours', 'p99'),
      unit: 'ms',
      aim: { below: 30 },
      about: 'the same: 99 of 100 are faster',
    },
    {
      name: 'latencyMs.perSecond',
      value: medianOf(rounds, 'ours', 'perSecond'),
      unit: '/s',
      aim: { atLeast: LEAST_SHARE * PER_SECOND },
      about: 'POST /leads meanwhile: 1,000/s are sent',
    },
    {
      name: 'memoryMb',
      value: memory,
      unit: 'MB',
      aim: { below: 300 },
      about: 'the most that a service has resident meanwhile',
    },
  ];
}
