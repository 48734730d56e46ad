import { runCLI } from 'jest';
import type { Config } from '@jest/types';

/**
 * Runs the tests of a workshop each time it is told to, in one process, and answers whether one failed. Arguments: the
 * workshop's folder. Needs `--experimental-vm-modules`.
 */
const folder = process.argv[2] ?? '.';
const options = {
  config: `${folder}/jest.config.mjs`,
  runInBand: true,
  silent: true,
  bail: 1,
  reporters: [],
  watchman: false,
} as unknown as Config.Argv;

process.on('message', () => {
  void runCLI(options, [folder]).then(({ results }) => {
    process.send?.({ failed: !results.success, tests: results.numPassedTests });
  });
});
process.send?.('ready');
