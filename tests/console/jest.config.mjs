import root from '../../jest.config.mjs';

/** The browser tests: one local stack with the demo's data for all of them, one file after the other. */
export default {
  ...root,
  rootDir: '../..',
  roots: ['<rootDir>/tests/console'],
  testMatch: ['**/*.console.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/tests/console/start-stack.mjs',
  globalTeardown: '<rootDir>/tests/console/stop-stack.mjs',
  testTimeout: 120_000,
  maxWorkers: 1,
};
