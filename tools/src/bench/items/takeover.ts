import { newId } from '@xianjie/identifiers';
import { setTimeout as sleep } from 'node:timers/promises';
import { inLab } from '../lab/in-lab.js';
import { TOPIC } from '../lab/journal.js';
import type { Lab } from '../lab/lab.js';
import { alternate, medianOf, type Round } from '../lab/rounds.js';
import { broken, endsOf, hearFrom } from '../lab/topic-range.js';
import { watchArrivals } from '../lab/arrivals.js';
import type { HttpLoad, HttpLoadDone } from '../processes/http-load.js';
import type { Bench, Item, Measured } from '../suite.js';

const CONNECTIONS = 16;
const LANES = 64;
/** Events that a relay sends at once, of one partition. */
const GROUP = 500;

export const takeover: Item = {
  name: 'takeover',
  about: 'SIGKILL of the active relay at 1,000/s with a standby: gap at the consumer, doubles in the log',
  measure: (bench) => inLab(bench, (lab) => measure(bench, lab)),
};

async function measure({ rounds, quick, say }: Bench, lab: Lab): Promise<Measured> {
  const url = await lab.database('lead-reporting');
  const times = quick ? { perSecond: 100, before: 2, after: 4 } : { perSecond: 1000, before: 6, after: 6 };
  let nth = 0;
  const done = await alternate(rounds, [() => measureOnce(lab, url, { ...times, series: `T${nth++}` })], say);
  return {
    rounds: done,
    figures: [
      {
        name: 'takeoverMs',
        value: medianOf(done, 'ours'),
        unit: 'ms',
        aim: { below: 2000 },
        about: 'longest silence of a partition at the consumer, around the kill',
      },
      {
        name: 'takeoverDoubles',
        value: Math.max(...done.map(({ details }) => Number(details?.['doublesOfPartition']))),
        unit: 'events',
        aim: { atMost: GROUP },
        about: 'doubles in the log, the most in a partition in any round; a group is 500',
      },
    ],
  };
}

interface Kill {
  readonly perSecond: number;
  /** Seconds of load before and after the kill. */
  readonly before: number;
  readonly after: number;
  readonly series: string;
}

/** The active relay is a process of its own; that of the service which takes the requests stands by. */
async function measureOnce(lab: Lab, url: string, kill: Kill): Promise<Round> {
  const active = lab.process('relay', { DATABASE_URL: url });
  await active.call('start');
  if (!(await lab.until(() => active.call<boolean>('isActive'), 10_000)))
    throw new Error('The relay does not become active');
  const service = await lab.service('lead-reporting', url, CONNECTIONS);
  const token = await lab.token('province');
  await lab.settle(url);
  const ends = await endsOf(lab.log, TOPIC);
  const before = await journalled(lab, url);
  const arrivals = await watchArrivals(lab.log, TOPIC, `bench-${newId()}`);
  const load = lab.process('http-load');
  const input = { url: service.url, token, connections: LANES, seconds: kill.before + kill.after };
  const loading = load.call<HttpLoadDone>('run', { ...input, ...kill } satisfies HttpLoad);
  await sleep(kill.before * 1000);
  const killedAt = performance.now();
  await active.kill();
  const { accepted, failed } = await loading;
  const endedAt = performance.now();
  await lab.untilSent(url);
  const said = (await journalled(lab, url)) - before;
  const heard = await hearFrom(lab.log, TOPIC, ends);
  const gap = await arrivals.longestGap(killedAt - 1000, endedAt);
  await Promise.all([service.child.stop(), load.stop()]);
  return {
    side: 'ours',
    value: gap,
    unit: 'ms',
    void: failed > 0 ? `${failed} were not accepted` : broken({ ...heard, doubles: 0 }, said),
    details: { accepted, doubles: heard.doubles, doublesOfPartition: heard.doublesOfPartition },
  };
}

/** Events that the service has said on the topic, as its own journal holds them; doubles in the log are allowed for here. */
async function journalled(lab: Lab, url: string): Promise<number> {
  const [row] = await lab.query<{ count: number }>(
    url,
    "SELECT count(*)::int AS count FROM event WHERE topic = $1 AND position('/@' IN stream_id) = 0",
    [TOPIC],
  );
  return row?.count ?? 0;
}
