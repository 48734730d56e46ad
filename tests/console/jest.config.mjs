// By its address: these tests look at the repository from outside, and stand on no project of it.
const { default: root } = await import(new URL('../../jest.config.mjs', import.meta.url));

/** Pictures are taken when they are asked for, and then nothing else is done. */
const pictures = process.env.SCREENSHOTS === '1';

/** The browser tests: one local stack with the demo's data for all of them, one file after the other. */
export default {
  ...root,
  rootDir: '../..',
  roots: ['<rootDir>/tests/console'],
  testMatch: [pictures ? '**/pictures.console.spec.ts' : '**/*.console.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...(pictures ? [] : ['/pictures\\.'])],
  testEnvironment: '<rootDir>/tests/console/environment.mjs',
  globalSetup: '<rootDir>/tests/console/start-stack.mjs',
  globalTeardown: '<rootDir>/tests/console/stop-stack.mjs',
  testTimeout: 240_000,
  maxWorkers: 1,
};
