import { TestEnvironment } from 'jest-environment-node';

/** Says, to what a test has to clean up, whether it failed. */
export default class extends TestEnvironment {
  /** @param {import('@jest/types').Circus.Event} event */
  handleTestEvent(event) {
    if (event.name === 'test_start') this.global.hasTestFailed = false;
    if (event.name === 'test_fn_failure') this.global.hasTestFailed = true;
  }
}
