import { describe, expect, it } from '@jest/globals';
import { countOf, sentenceOf, sum } from './count.js';

describe('the count of a test run', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    numRuntimeErrorTestSuites: 1,
  };

  it('takes a file that could not be run for a failure', () => {
    expect(countOf(report)).toEqual({ passed: 3, failed: 2, skipped: 3 });
  });

  it('is summed over runs', () => {
    expect(sum([countOf(report), { passed: 1, failed: 0, skipped: 0 }])).toEqual({
      passed: 4,
      failed: 2,
      skipped: 3,
    });
  });

  it('is one line that machines read', () => {
    expect(sentenceOf({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(sentenceOf({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });
});
