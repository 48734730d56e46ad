// Submits leads one by one over keep-alive connections.
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpLane } from '../lab/http-lane.js';
import { Leads } from '../lab/leads.js';
import { serve } from './serve.js';

export interface HttpLoad {
  readonly url: string;
  readonly token: string;
  readonly connections: number;
  readonly seconds: number;
  /** Before the number of each lead; another one in each run. */
  readonly series: string;
  /** Submissions a second, whatever the answers take; as fast as they are answered where undefined. */
  readonly perSecond?: number;
}

export interface HttpLoadDone {
  /** Answered 201. */
  readonly accepted: number;
  /** Answered otherwise, or not. */
  readonly failed: number;
  readonly perSecond: number;
  /** Milliseconds by which the last submission was late. */
  readonly lateMs: number;
}

const TICK_MS = 2;

async function run({ url, token, connections, seconds, series, perSecond }: HttpLoad): Promise<HttpLoadDone> {
  const leads = new Leads(series);
  const lanes = Array.from({ length: connections }, () => new HttpLane(new URL('/leads', url), token));
  let [accepted, failed] = [0, 0];
  const submit = async (lane: HttpLane): Promise<void> => {
    const status = await lane.post(leads.next()).catch(() => 0);
    if (status === 201) accepted += 1;
    else failed += 1;
  };
  const began = performance.now();
  const until = began + seconds * 1000;
  const busily = async (lane: HttpLane): Promise<void> => {
    while (performance.now() < until) await submit(lane);
  };
  const pace = perSecond ? paced(perSecond, until, lanes, submit) : undefined;
  const lateMs = pace ? await pace : (await Promise.all(lanes.map(busily)), 0);
  const took = performance.now() - began;
  for (const lane of lanes) lane.close();
  return { accepted, failed, perSecond: (accepted / took) * 1000, lateMs };
}

/** Submits what is due on the next free connection; answers by how much the last one was late. */
async function paced(
  perSecond: number,
  until: number,
  lanes: readonly HttpLane[],
  submit: (lane: HttpLane) => Promise<void>,
): Promise<number> {
  const free = [...lanes];
  const began = performance.now();
  let sent = 0;
  let lateMs = 0;
  const underWay = new Set<Promise<void>>();
  while (performance.now() < until) {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond);
    for (let lane = sent < due ? free.pop() : undefined; lane; lane = sent < due ? free.pop() : undefined) {
      const used = lane;
      sent += 1;
      const work = submit(used).then(() => void (free.push(used), underWay.delete(work)));
      underWay.add(work);
    }
    lateMs = ((due - sent) / perSecond) * 1000;
    await sleep(TICK_MS);
  }
  await Promise.all(underWay);
  return lateMs;
}

serve({ run });
