import { inLab } from '../lab/in-lab.js';
import type { Lab } from '../lab/lab.js';
import { alternate, medianOf, type Round } from '../lab/rounds.js';
import type { BulkDone } from '../processes/bulk-load.js';
import type { Bench, Item, Measured } from '../suite.js';

const CONNECTIONS = 10;

export const bulk: Item = {
  name: 'bulk',
  about: 'POST /leads/bulk: a burst, from the first byte sent to the answer of the last commit',
  measure: (bench) => inLab(bench, (lab) => measure(bench, lab)),
};

async function measure({ rounds, quick, say }: Bench, lab: Lab): Promise<Measured> {
  const count = quick ? 5_000 : 100_000;
  const url = await lab.database('lead-reporting');
  const service = await lab.service('lead-reporting', url, CONNECTIONS);
  const target = { url: service.url, token: await lab.token('province') };
  const load = lab.process('bulk-load');
  let nth = 0;
  const burst = async (): Promise<Round> => {
    await lab.untilSent(url);
    await lab.settle(url);
    const before = await lab.count(url, 'lead');
    await load.call('prepare', { count, series: `B${nth++}` });
    const { accepted, failed, ms } = await load.call<BulkDone>('burst', target);
    const stored = (await lab.count(url, 'lead')) - before;
    return {
      side: 'ours',
      value: (accepted / ms) * 1000,
      unit: '/s',
      void: verdict(count, accepted, failed, stored),
    };
  };
  const done = await alternate(rounds, [burst], say);
  return {
    rounds: done,
    figures: [
      {
        name: 'bulkPerSecond',
        value: medianOf(done, 'ours'),
        unit: '/s',
        aim: { atLeast: 10_000 },
        about: `leads in a burst of ${count}, validation to commit`,
      },
    ],
  };
}

function verdict(sent: number, accepted: number, failed: number, stored: number): string | undefined {
  if (failed > 0 || accepted !== sent) return `${accepted} of ${sent} were accepted`;
  return stored === accepted ? undefined : `${accepted} were accepted, ${stored} are stored`;
}
