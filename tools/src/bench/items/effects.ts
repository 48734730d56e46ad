import { LeadSubmitted, toHeaders } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { partitionOf, type LogRecord } from '@xianjie/messaging';
import { inLab } from '../lab/in-lab.js';
import { PARTITIONS, TOPIC } from '../lab/journal.js';
import type { Lab } from '../lab/lab.js';
import { alternate, medianOf, type Measure, type Round } from '../lab/rounds.js';
import { submitted } from '../lab/sample-events.js';
import { broken } from '../lab/topic-range.js';
import type { Bench, Figure, Item, Measured } from '../suite.js';
import { EFFECT_FACTS, EFFECT_TABLE } from './effect-statements.js';

const STOCK_TOPIC = 'bench.stock';
const GROUP = 500;
const STOCK = { one: 'stock Nest', best: `stock Nest, ${PARTITIONS} at once` } as const;
const FORGET = `
  TRUNCATE effect RESTART IDENTITY;
  TRUNCATE inbox_position, inbox_type, inbox_mark, parked_event, parked_record`;

export const effects: Item = {
  name: 'effects',
  about: 'effects of events, ordinary and batch handler, against a stock Nest Kafka microservice',
  measure: (bench) => inLab(bench, (lab) => measure(bench, lab)),
};

async function measure({ rounds, quick, say }: Bench, lab: Lab): Promise<Measured> {
  const [many, few] = quick ? [4_000, 1_000] : [120_000, 20_000];
  await lab.log.createTopics([{ name: STOCK_TOPIC, partitions: PARTITIONS }]);
  await fillTopic(lab, TOPIC, many);
  await fillTopic(lab, STOCK_TOPIC, few);
  const url = await lab.database('effects', 'none');
  await lab.query(url, EFFECT_TABLE);
  const ours = (handler: string): Measure =>
    side(lab, { side: handler, script: 'our-effects', url, count: many, env: { HANDLER: handler } });
  const stock = (name: string, atOnce: number): Measure => {
    const env = { TOPIC: STOCK_TOPIC, CONCURRENCY: String(atOnce) };
    return side(lab, { side: name, script: 'stock-effects', url, count: few, env });
  };
  const sides = [ours('ordinary'), stock(STOCK.one, 1), ours('batch'), stock(STOCK.best, PARTITIONS)];
  const done = await alternate(rounds, sides, say);
  return { rounds: done, figures: figuresOf(done) };
}

function figuresOf(done: readonly Round[]): Figure[] {
  const best = Math.max(medianOf(done, STOCK.one), medianOf(done, STOCK.best));
  const [ordinary, batch] = [medianOf(done, 'ordinary'), medianOf(done, 'batch')];
  return [
    {
      name: 'ratios.ordinaryVsStockNest',
      value: ordinary / best,
      unit: '×',
      aim: { atLeast: 2 },
      about: 'effects/s of an ordinary handler, against stock Nest at its best',
    },
    {
      name: 'ratios.batchVsStockNest',
      value: batch / best,
      unit: '×',
      aim: { atLeast: 8 },
      about: 'effects/s of a batch handler, against the same',
    },
    { name: 'perSecond.ordinary', value: ordinary, unit: '/s', about: 'our ordinary handler' },
    { name: 'perSecond.batch', value: batch, unit: '/s', about: 'our batch handler' },
    { name: 'perSecond.stockNest', value: best, unit: '/s', about: 'stock Nest at its best' },
  ];
}

/** Appends `count` events, two of each stream, all first ones before all second ones. */
async function fillTopic({ log }: Lab, topic: string, count: number): Promise<void> {
  const ids = Array.from({ length: count / 2 }, () => ({ lead: newId(), first: newId(), second: newId() }));
  const firsts = ids.map(({ lead, first }) => record(lead, 1n, first));
  const seconds = ids.map(({ lead, first, second }) => record(lead, 2n, second, first));
  const partitions = Map.groupBy([...firsts, ...seconds], ({ key }) => partitionOf(key, PARTITIONS));
  for (const [partition, records] of partitions) {
    for (let at = 0; at < records.length; at += GROUP)
      await log.append({ topic, partition }, records.slice(at, at + GROUP));
  }
}

/** All say that they belong to our topic, whichever holds them. */
function record(lead: string, sequence: bigint, id: string, previous?: string): LogRecord {
  const headers = toHeaders({
    id,
    source: '/xianjie/lead-reporting',
    type: LeadSubmitted.type,
    time: new Date().toISOString(),
    subject: `${TOPIC}/${lead}`,
    sequence,
    partitionKey: lead,
    epoch: 1,
    schemaFingerprint: LeadSubmitted.fingerprint,
    ...(previous === undefined ? {} : { previous }),
  });
  return { key: lead, value: LeadSubmitted.encode(submitted(lead)), headers };
}

interface Side {
  readonly side: string;
  /** One of `processes/` that serves `consume`. */
  readonly script: string;
  readonly url: string;
  readonly count: number;
  readonly env: Readonly<Record<string, string>>;
}

/** Each round is a group of its own that begins at the beginning; the database tells what came of it. */
function side(lab: Lab, { side: name, script, url, count, env }: Side): Measure {
  return async () => {
    await lab.query(url, FORGET);
    await lab.settle(url);
    const child = lab.process(script, { DATABASE_URL: url, GROUP: `bench-${newId()}`, ...env });
    await child.call('consume', { count });
    await child.stop();
    const [facts] = await lab.query<Facts>(lab.asSuperuser(url), EFFECT_FACTS);
    if (!facts) throw new Error('There are no facts');
    const { per_second: value, ...heard } = facts;
    return { side: name, value, unit: '/s', void: broken(heard, count), details: { events: count } };
  };
}

interface Facts {
  readonly events: number;
  readonly doubles: number;
  readonly reordered: number;
  readonly per_second: number;
}
