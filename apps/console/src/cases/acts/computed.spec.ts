import { describe, expect, it } from '@jest/globals';
import { isCaseNo, isCharge } from './checks.js';
import { ceilingOf, dutyOf } from './computed.js';

describe('what the law makes of facts while they are typed', () => {
  const facts = {
    actEndOn: '2026-03-01',
    discoveredOn: '2026-04-01',
    subject: 'UNIT',
    actType: 'OTHERS_NUMBER',
    patents: 1,
  } as const;

  it('is the duty to transfer from 200,000 yuan of turnover on', () => {
    expect(dutyOf({ ...facts, turnoverFen: '19999999' })?.duty).toBe('NO_DUTY_ON_AMOUNT');
    const reached = dutyOf({ ...facts, turnoverFen: '20000000' });
    expect(reached).toMatchObject({ duty: 'MUST_TRANSFER', grounds: ['AMOUNT'] });
  });

  it('is the duty on reasonable suspicion, whatever the amounts', () => {
    expect(dutyOf({ ...facts, suspicionReasons: '账目已毁' })?.duty).toBe(
      'MUST_TRANSFER_REASONABLE_SUSPICION',
    );
  });

  it('is not said while too little is known, or while an amount cannot be read', () => {
    expect(dutyOf({ actType: 'OTHERS_NUMBER' })).toBeUndefined();
    expect(dutyOf({ ...facts, turnoverFen: 'unreadable' })?.duty).toBe('NO_DUTY_ON_AMOUNT');
  });
});

it('the ceiling of a fine is that of the law of the act', () => {
  const found = { actType: 'USING_ANOTHERS_NUMBER', findings: [{ actEndOn: '2026-03-01', gainFen: null }] };
  expect(ceilingOf(found as never, '2026-06-01')?.maxFineFen).toBe('25000000');
  expect(ceilingOf({ ...found, findings: [] } as never, undefined)).toBeUndefined();
});

it.each([
  ['浙知案〔2026〕1号', true],
  ['2026-17', true],
  ['a b', false],
])('case number %p: %p', (text, fits) => expect(isCaseNo(text)).toBe(fits));

it.each([
  ['生产、销售伪劣产品罪', true],
  ['诈骗', false],
])('charge %p: %p', (text, fits) => expect(isCharge(text)).toBe(fits));
