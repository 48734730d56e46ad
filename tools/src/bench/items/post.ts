import { readFileSync, statSync } from 'node:fs';
import { HttpLane } from '../lab/http-lane.js';
import { inLab } from '../lab/in-lab.js';
import type { Lab, RunningService } from '../lab/lab.js';
import { Leads } from '../lab/leads.js';
import { alternate, medianOf, ratioOf, type Round } from '../lab/rounds.js';
import { transactionsSeen, type Sent } from '../lab/statements-seen.js';
import type { HttpLoad, HttpLoadDone } from '../processes/http-load.js';
import type { PlainPost, PlainPostDone } from '../processes/plain-post.js';
import type { Bench, Item, Measured } from '../suite.js';

/** Of the service and of the rival; requests come over twice as many, so that a connection that is free is used at once. */
const CONNECTIONS = 16;
/** Leads posted to see what the service sends; statements it sends now and then are in few of their transactions. */
const SEEN = 200;
const SEEN_SERIES = 'SEEN';

export const post: Item = {
  name: 'post',
  about: 'POST /leads, durable, against plain pg with the same statements and connections',
  measure: (bench) => inLab(bench, (lab) => measure(bench, lab)),
};

async function measure({ rounds, quick, say }: Bench, lab: Lab): Promise<Measured> {
  const url = await lab.database('lead-reporting');
  const plainUrl = await lab.database('plain', 'lead-reporting');
  const service = await lab.service('lead-reporting', url, CONNECTIONS);
  const token = await lab.token('province');
  const seen = await watch(lab, service, token);
  const seconds = quick ? 2 : 8;
  const load = lab.process('http-load');
  const rival = lab.process('plain-post', { DATABASE_URL: plainUrl });
  await registerTopics(lab, url, plainUrl);
  let nth = 0;
  const ours = async (): Promise<Round> => {
    await lab.settle(url);
    const input = { url: service.url, token, connections: 2 * CONNECTIONS, seconds, series: `P${nth++}` };
    const before = await lab.count(url, 'lead');
    const { accepted, failed, perSecond } = await load.call<HttpLoadDone>('run', input satisfies HttpLoad);
    const stored = (await lab.count(url, 'lead')) - before;
    return { side: 'ours', value: perSecond, unit: '/s', void: verdict(accepted, failed, stored) };
  };
  const plain = async (): Promise<Round> => {
    await lab.settle(plainUrl);
    const input = { seen, seenSeries: SEEN_SERIES, series: `P${nth++}`, connections: CONNECTIONS, seconds };
    const before = await lab.count(plainUrl, 'lead');
    const { committed, perSecond } = await rival.call<PlainPostDone>('run', input satisfies PlainPost);
    const stored = (await lab.count(plainUrl, 'lead')) - before;
    return { side: 'plain pg', value: perSecond, unit: '/s', void: verdict(committed, 0, stored) };
  };
  const done = await alternate(rounds, [ours, plain], say);
  return {
    rounds: done,
    figures: [
      {
        name: 'ratios.post',
        value: ratioOf(done, 'ours', 'plain pg'),
        unit: '×',
        aim: { atLeast: 0.55 },
        about: 'POST /leads, durable, against plain pg with the same statements',
      },
      { name: 'perSecond.post', value: medianOf(done, 'ours'), unit: '/s', about: 'POST /leads' },
      { name: 'perSecond.plainPost', value: medianOf(done, 'plain pg'), unit: '/s', about: 'plain pg' },
    ],
  };
}

function verdict(answered: number, failed: number, stored: number): string | undefined {
  if (failed > 0) return `${failed} were not accepted`;
  return stored === answered ? undefined : `${answered} were answered, ${stored} are stored`;
}

/** Posts some leads and reads from the server's log what the service sent for each. */
async function watch(lab: Lab, { url }: RunningService, token: string): Promise<Sent[][]> {
  const { size } = statSync(lab.postgres.logFile);
  await lab.configure('log_statement', 'all');
  const leads = new Leads(SEEN_SERIES);
  const lane = new HttpLane(new URL('/leads', url), token);
  for (let sent = 0; sent < SEEN; sent += 1) {
    const status = await lane.post(leads.next());
    if (status !== 201) throw new Error(`A lead was answered ${status}`);
  }
  lane.close();
  await lab.configure('log_statement', 'none');
  const log = readFileSync(lab.postgres.logFile).toString('utf8', size);
  const all = transactionsSeen(log, /\bINSERT INTO lead\b/);
  const fewest = Math.min(...all.map((each) => each.length));
  const usual = all.filter((each) => each.length === fewest);
  if (usual.length < SEEN / 2) throw new Error(`Of ${SEEN} submissions ${all.length} were seen`);
  return usual;
}

/** The rival's database learns what a relay would have told it. */
async function registerTopics(lab: Lab, from: string, to: string): Promise<void> {
  const [topics] = await lab.query<{ names: string[]; counts: number[] }>(
    from,
    'SELECT array_agg(topic) AS names, array_agg(partitions) AS counts FROM produced_topic',
  );
  await lab.query(to, 'INSERT INTO produced_topic SELECT * FROM unnest($1::text[], $2::int[])', [
    topics?.names,
    topics?.counts,
  ]);
}
