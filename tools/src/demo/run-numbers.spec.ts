import { describe, expect, it } from '@jest/globals';
import { checkCreditCode, checkDocumentNumber, checkPatentNumber } from '@xianjie/identifiers';
import { RunNumbers } from './run-numbers.js';

const STARTED = Date.UTC(2026, 10, 25, 8);

/** One number of each kind, twice. */
function some(startedAt: number): string[] {
  const numbers = new RunNumbers(startedAt);
  return [1, 2].flatMap(() => [
    numbers.document('杭知案', '2026'),
    numbers.external('浙知线'),
    numbers.company('330106'),
    numbers.patent(2019),
    numbers.digest(),
  ]);
}

describe('the numbers of a run', () => {
  it('are valid', () => {
    const numbers = new RunNumbers(STARTED);
    expect(checkDocumentNumber(numbers.document('杭知案', '2026'))).toMatchObject({ ok: true });
    expect(checkCreditCode(numbers.company('330106'))).toMatchObject({ ok: true });
    expect(checkPatentNumber(numbers.patent(2019))).toMatchObject({ ok: true });
  });

  it('occur once, in this run and in the next', () => {
    const all = [...some(STARTED), ...some(STARTED + 1000), ...some(STARTED + 86_400_000)];
    expect(new Set(all).size).toBe(all.length);
  });
});
