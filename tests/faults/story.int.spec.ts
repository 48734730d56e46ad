import { expect, it } from '@jest/globals';
import { describeOnEachLog } from '@xianjie/testing';
import { runFaults } from './run-faults.js';

const MINUTES = 60_000;
/** Three processes are killed in it. The long suite is `npm run faults -- story`. */
const SEED = '2';

interface StoryReport {
  readonly acts: number;
  readonly lines: number;
  readonly runs: readonly { readonly kills: string; readonly failure: string }[];
}

describeOnEachLog('The story of the demo', (log) => {
  it(
    'ends the same where processes are killed in the middle of it',
    async () => {
      const options = ['story', '--log', log, '--runs', '1', '--seed', SEED];
      const [report] = await runFaults<readonly StoryReport[]>(...options);
      expect(report).toMatchObject({ runs: [{ failure: '' }] });
      expect(report!.runs[0]!.kills.split(', ')).toHaveLength(3);
      expect(report!.acts).toBeGreaterThan(100);
      expect(report!.lines).toBeGreaterThan(200);
    },
    8 * MINUTES,
  );
});
