import { drainRound } from '../lab/drain.js';
import { inLab } from '../lab/in-lab.js';
import { ALL_UNSENT, fillJournal, PARTITIONS, TOPIC } from '../lab/journal.js';
import type { Lab } from '../lab/lab.js';
import { alternate, medianOf, ratioOf } from '../lab/rounds.js';
import type { Bench, Item, Measured } from '../suite.js';

const PLAIN_TOPIC = 'bench.plain';
/** The rival's tables: the same events, and an outbox of pointers. */
const PLAIN_COPY = `
  CREATE SCHEMA plain;
  CREATE TABLE plain.event AS
    SELECT ord, partition, stream_id, number, event_id, previous_id, epoch, schema_id, occurred_at, payload FROM event;
  ALTER TABLE plain.event ADD PRIMARY KEY (ord);
  CREATE TABLE plain.outbox (ord bigint PRIMARY KEY)`;
const PLAIN_UNSENT = 'TRUNCATE plain.outbox; INSERT INTO plain.outbox SELECT ord FROM plain.event';

export const relay: Item = {
  name: 'relay',
  about: 'our relay against a plain loop (select 500, one send() per partition, delete)',
  measure: (bench) => inLab(bench, (lab) => measure(bench, lab)),
};

async function measure({ rounds, quick, say }: Bench, lab: Lab): Promise<Measured> {
  const streams = quick ? 5_000 : 100_000;
  const count = 2 * streams;
  const url = await lab.database('relay', 'lead-reporting');
  await lab.log.createTopics([{ name: PLAIN_TOPIC, partitions: PARTITIONS }]);
  await fillJournal(url, streams);
  await lab.query(url, PLAIN_COPY);
  const common = { url, count };
  const ours = () =>
    drainRound(lab, {
      ...common,
      side: 'ours',
      script: 'relay',
      topic: TOPIC,
      fill: () => lab.query(url, ALL_UNSENT),
    });
  const plain = () =>
    drainRound(lab, {
      ...common,
      side: 'plain loop',
      script: 'plain-relay',
      topic: PLAIN_TOPIC,
      fill: () => lab.query(url, PLAIN_UNSENT),
    });
  const done = await alternate(rounds, [ours, plain], say);
  return {
    rounds: done,
    figures: [
      {
        name: 'ratios.relay',
        value: ratioOf(done, 'ours', 'plain loop'),
        unit: '×',
        aim: { atLeast: 1.3 },
        about: 'outbox to broker, against a plain loop',
      },
      { name: 'perSecond.relay', value: medianOf(done, 'ours'), unit: '/s', about: 'our relay' },
      {
        name: 'perSecond.plainRelay',
        value: medianOf(done, 'plain loop'),
        unit: '/s',
        about: 'the plain loop',
      },
    ],
  };
}
