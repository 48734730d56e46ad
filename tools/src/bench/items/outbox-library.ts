import { drainRound } from '../lab/drain.js';
import { inLab } from '../lab/in-lab.js';
import { ALL_UNSENT, fillJournal, PARTITIONS, TOPIC } from '../lab/journal.js';
import type { Lab } from '../lab/lab.js';
import { alternate, medianOf, ratioOf, type Measure } from '../lab/rounds.js';
import type { Bench, Item, Measured } from '../suite.js';

const LIBRARY_TOPIC = 'bench.library';
const LIBRARY = 'pg-transactional-outbox';
const BY_SEGMENT = `${LIBRARY}, by segment`;

export const outboxLibrary: Item = {
  name: 'outbox-library',
  about: 'outbox to broker: our relay against npm pg-transactional-outbox',
  measure: (bench) => inLab(bench, (lab) => measure(bench, lab)),
};

async function measure({ rounds, quick, say }: Bench, lab: Lab): Promise<Measured> {
  const streams = quick ? 2_500 : 100_000;
  const count = 2 * streams;
  const url = await lab.database('relay', 'lead-reporting');
  await lab.log.createTopics([{ name: LIBRARY_TOPIC, partitions: PARTITIONS }]);
  await fillJournal(url, streams);
  const fill = () => lab.query(url, ALL_UNSENT);
  const ours = () => drainRound(lab, { side: 'ours', script: 'relay', url, topic: TOPIC, count, fill });
  const one = library(lab, url, { side: LIBRARY, concurrency: 'one', count: quick ? 100 : 1500 });
  const bySegment = library(lab, url, {
    side: BY_SEGMENT,
    concurrency: 'segments',
    count: quick ? 200 : 3000,
  });
  const done = await alternate(rounds, [ours, one, bySegment], say);
  return {
    rounds: done,
    figures: [
      {
        name: 'ratios.vsOutboxLibrary',
        value: ratioOf(done, 'ours', LIBRARY),
        unit: '×',
        aim: { atLeast: 100 },
        about: `outbox to broker, against ${LIBRARY} as it comes`,
      },
      {
        name: 'ratios.vsOutboxLibraryBySegment',
        value: ratioOf(done, 'ours', BY_SEGMENT),
        unit: '×',
        about: 'the same, where it keeps order within each aggregate only',
      },
      { name: 'perSecond.outboxLibrary', value: medianOf(done, LIBRARY), unit: '/s', about: LIBRARY },
    ],
  };
}

/** It needs a role that may replicate. */
function library(
  lab: Lab,
  url: string,
  { side, concurrency, count }: { side: string; concurrency: string; count: number },
): Measure {
  const env = { DATABASE_URL: lab.asSuperuser(url), TOPIC: LIBRARY_TOPIC, CONCURRENCY: concurrency };
  const fill = async (): Promise<void> => {
    const child = lab.process('outbox-library', env);
    await child.call('prepare', { count });
    await child.stop();
  };
  return () =>
    drainRound(lab, {
      side,
      script: 'outbox-library',
      url: env.DATABASE_URL,
      env,
      topic: LIBRARY_TOPIC,
      count,
      fill,
    });
}
