import { describe, expect, it } from '@jest/globals';
import { describeOnEachLog } from '@xianjie/testing';
import { runFaults } from './run-faults.js';

const MINUTES = 60_000;
/** On each log; together 30. The long suite is `npm run faults`. */
const FAULTS = 15;
/** Played in the short suite; the others take too long or tell nothing new after these. */
const BRIEF = [
  'killed-at-the-tail',
  'database-restarted-in-batch',
  'oversized-batch',
  'unknown-schema',
  'poison-event',
  'killing-poison',
];
const ONE_LOG = {
  kafka: ['frozen-consumer', 'log-rolled-back'],
  postgres: ['frozen-relay', 'producer-restored'],
};

describeOnEachLog('Faults with real processes', (log) => {
  it(
    `leave one effect of each accepted change at each consumer, in order (${FAULTS} seeded faults)`,
    async () => {
      const { schedules } = await runFaults(
        '--log',
        log,
        '--faults',
        String(FAULTS),
        '--no-scenarios',
        '--seed',
        '1',
      );
      const done = schedules
        .flatMap((schedule) => Object.values(schedule.done))
        .reduce((sum, count) => sum + count, 0);
      expect(done).toBeGreaterThan(FAULTS / 2);
      expect(schedules.every(({ accepted, effects }) => accepted > 20 && effects > accepted)).toBe(true);
    },
    5 * MINUTES,
  );

  it(
    'of one kind each, played on purpose, keep the promises too',
    async () => {
      const names = [...BRIEF, ...ONE_LOG[log]];
      const { scenarios } = await runFaults(
        '--log',
        log,
        '--faults',
        '0',
        '--seed',
        '1',
        '--only',
        names.join(),
      );
      expect(scenarios.map(({ scenario }) => scenario).sort()).toEqual([...names].sort());
    },
    5 * MINUTES,
  );
});

describe('npm run faults', () => {
  it('refuses what it does not know', async () => {
    await expect(runFaults('--only', 'no-such-fault')).rejects.toThrow(
      'no scenario and no fault no-such-fault',
    );
  });
});
