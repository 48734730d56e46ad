import { describe, expect, it } from '@jest/globals';
import {
  checkCreditCode,
  checkIpc,
  checkLocalDate,
  checkOrganisationCode,
  checkPatentNumber,
  checkPublicationNumber,
} from './index.js';

const checks = {
  checkCreditCode,
  checkIpc,
  checkLocalDate,
  checkOrganisationCode,
  checkPatentNumber,
  checkPublicationNumber,
};

function outcome(name: keyof typeof checks, input: string): string {
  const checked = checks[name](input);
  if (checked.ok) return checked.value;
  const { rule, at } = checked.refusal;
  return at === undefined ? rule : `${rule}@${at}`;
}

describe('the first and the last character count as the others do', () => {
  it.each([
    ['checkIpc', 'XG06F 16/27', 'ipc.form'],
    ['checkIpc', 'G06F 16/27X', 'ipc.form'],
    ['checkPublicationNumber', 'XCN111800000A', 'publication-number.form'],
    ['checkPublicationNumber', 'CN111800000A9X', 'publication-number.form'],
    ['checkLocalDate', '12026-11-22', 'local-date.form'],
    ['checkLocalDate', '公元2026年11月22日', 'local-date.form'],
    ['checkLocalDate', '2026-11-22T08:00', 'local-date.form'],
    ['checkCreditCode', 'O1330106MA2YYTX068', 'credit-code.character@1'],
    ['checkOrganisationCode', '#A2YYTX06', 'organisation-code.character@1'],
    ['checkOrganisationCode', 'MA2YYTX0Y', 'organisation-code.character@9'],
    ['checkPatentNumber', '.202310000001', 'patent-number.dot@1'],
    ['checkPatentNumber', '20231000000AX', 'patent-number.character@12'],
    ['checkPatentNumber', '202310000001A', 'patent-number.character@13'],
    ['checkPatentNumber', 'A02310000001', 'patent-number.character@1'],
  ] as const)('%s of %s gives %s', (name, input, expected) => {
    expect(outcome(name, input)).toBe(expected);
  });
});

describe('a day is understood with months and days of one and of two digits in each way of writing it', () => {
  it.each(['-', '/', '.'])('%s', (mark) => {
    expect(outcome('checkLocalDate', ['2026', '11', '22'].join(mark))).toBe('2026-11-22');
    expect(outcome('checkLocalDate', ['2026', '1', '2'].join(mark))).toBe('2026-01-02');
    expect(outcome('checkLocalDate', ['2026', '11', '2'].join(mark))).toBe('2026-11-02');
    expect(outcome('checkLocalDate', ['2026', '1', '22'].join(mark))).toBe('2026-01-22');
  });

  it.each([
    ['2026年11月22日', '2026-11-22'],
    ['2026年1月2号', '2026-01-02'],
    ['2026年11月2日', '2026-11-02'],
    ['2026年1月22日', '2026-01-22'],
    ['20261122', '2026-11-22'],
  ])('%s', (input, expected) => {
    expect(outcome('checkLocalDate', input)).toBe(expected);
  });
});
