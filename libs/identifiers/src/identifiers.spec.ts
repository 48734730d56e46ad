import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  addYears,
  checkCitizenNumber,
  checkCreditCode,
  checkDocumentNumber,
  checkIpc,
  checkLocalDate,
  checkLocarno,
  checkOrganisationCode,
  checkPatentNumber,
  checkPublicationNumber,
  CreditCodeSchema,
  formatPatentNumber,
  type LocalDate,
  type PatentNumber,
} from './index.js';

type Check = (input: unknown) => { ok: boolean; value?: string; refusal?: { rule: string; at?: number } };

function outcome(check: Check, input: unknown): string {
  const checked = check(input);
  if (checked.ok) return checked.value ?? '';
  return `${checked.refusal?.rule}${checked.refusal?.at === undefined ? '' : `@${checked.refusal.at}`}`;
}

describe('checkCreditCode', () => {
  it.each([
    ['９１３３０１０６ＭＡ２ＹＹＴＸ０６８', '91330106MA2YYTX068'],
    [' 9133 0106-MA2Y\u3000YTX068\n', '91330106MA2YYTX068'],
    ['9133010', 'credit-code.length'],
    ['', 'credit-code.length'],
    ['91330106MA2YYTXO68', 'credit-code.character@16'],
    ['9133010AMA2YYTX068', 'credit-code.area@8'],
    ['91330106MA2YYTX168', 'credit-code.organisation-check@17'],
    ['91330106MA2YYTX069', 'credit-code.check-character@18'],
    ['92330106MA2YYTX068', 'credit-code.check-character@18'],
    [undefined, 'credit-code.not-text'],
    [{}, 'credit-code.not-text'],
  ])('%j gives %s', (input, expected) => {
    expect(outcome(checkCreditCode, input)).toBe(expected);
  });

  it('still refuses a pilot code whose organisation code is wrong', () => {
    expect(outcome(checkCreditCode, '91350211M0000XUF36')).toBe('credit-code.organisation-check@17');
  });

  it('does not flag a code of the pilots that is right throughout', () => {
    expect(checkCreditCode('91350211M0000XUF4R')).toEqual({
      ok: true,
      value: '91350211M0000XUF4R',
      pilot: false,
    });
  });
});

describe('checkOrganisationCode', () => {
  it.each([
    ['ma2yytx06', 'MA2YYTX0-6'],
    ['MA2YYTX0－6', 'MA2YYTX0-6'],
    ['MA2YYTX06', 'MA2YYTX0-6'],
    ['MA2YYTX', 'organisation-code.length'],
    ['MA2YYTX*6', 'organisation-code.character@8'],
    ['MA2YYTX0-A', 'organisation-code.character@9'],
    ['MA2YYTX0-7', 'organisation-code.check-character@9'],
    [7, 'organisation-code.not-text'],
  ])('%j gives %s', (input, expected) => {
    expect(outcome(checkOrganisationCode, input)).toBe(expected);
  });
});

describe('checkCitizenNumber', () => {
  it.each([
    ['１１０１０５ 19491231 002ｘ', '11010519491231002X'],
    ['999999194912310029', 'citizen-number.check-character@18'],
    ['440524188001010014', '440524188001010014'],
    ['11010519491331002X', 'citizen-number.birth-date@7'],
    ['110105194912310X2X', 'citizen-number.character@16'],
    ['11010519491231002A', 'citizen-number.character@18'],
    ['440524880101001', 'citizen-number.first-generation'],
    ['4405248', 'citizen-number.length'],
    [null, 'citizen-number.not-text'],
  ])('%j gives %s', (input, expected) => {
    expect(outcome(checkCitizenNumber, input)).toBe(expected);
  });

  it('knows a birth date in the future only by the day it is asked for', () => {
    const number = '11010519491231002X';
    expect(checkCitizenNumber(number, '1949-12-31' as LocalDate)).toMatchObject({
      ok: true,
      bornOn: '1949-12-31',
      sex: 'F',
    });
    expect(outcome((input) => checkCitizenNumber(input, '1949-12-30' as LocalDate), number)).toBe(
      'citizen-number.birth-date-future@7',
    );
  });

  it('never repeats the number in what it says', () => {
    const checked = checkCitizenNumber('110105194912310021');
    expect(JSON.stringify(checked)).not.toContain('110105');
  });
});

describe('checkPatentNumber', () => {
  it.each([
    ['ＺＬ２０２０１０５６６０８８．９', '202010566088.9'],
    ['cn 2020-1-0566088·9', '202010566088.9'],
    ['ZL2020105660889', '202010566088.9'],
    ['202010566088', '202010566088.9'],
    ['85100001', '85100001.0'],
    ['851000010', '85100001.0'],
    ['85100001.1', 'patent-number.check-character'],
    ['ZL202310123456.7', 'patent-number.check-character'],
    ['20201056608.89', 'patent-number.dot@12'],
    ['202010566088.', '202010566088.9'],
    ['2020105660..9', 'patent-number.character@12'],
    ['ZL2O2010566088.9', 'patent-number.character@4'],
    ['X', 'patent-number.character@1'],
    ['20201056608', 'patent-number.length'],
    ['', 'patent-number.length'],
    ['04100001', 'patent-number.year'],
    ['84100001', 'patent-number.year'],
    ['198510000101.1', 'patent-number.year'],
    ['202040566088', 'patent-number.type'],
    ['专利号202010566088.9', 'patent-number.character@1'],
    [202010566088, 'patent-number.not-text'],
  ])('%j gives %s', (input, expected) => {
    expect(outcome(checkPatentNumber, input)).toBe(expected);
  });

  it('tells whether the check character was typed', () => {
    expect(checkPatentNumber('ZL202010566088')).toMatchObject({ checkComputed: true, prefix: 'ZL' });
    expect(checkPatentNumber('CN202010566088.9')).toMatchObject({ checkComputed: false, prefix: 'CN' });
  });

  it('is written with its prefix for people', () => {
    expect(formatPatentNumber('202010566088.9' as PatentNumber)).toBe('ZL 202010566088.9');
  });
});

describe('publication numbers and classes', () => {
  it.each([
    ['cn 111800000 a', 'CN111800000A'],
    ['CN306800001S', 'CN306800001S'],
    ['CN1118000A', 'CN1118000A'],
    ['CN11180000A', 'publication-number.length'],
    ['CN411800000A', 'publication-number.first-digit@3'],
    ['CN111800000Z', 'publication-number.kind@12'],
    ['111800000A', 'publication-number.form'],
  ])('%j gives %s', (input, expected) => {
    expect(outcome(checkPublicationNumber, input)).toBe(expected);
  });

  it('write their classes in one form', () => {
    expect(outcome(checkIpc, 'ｇ06f16/27')).toBe('G06F 16/27');
    expect(outcome(checkIpc, 'A00B 1/00')).toBe('ipc.form');
    expect(outcome(checkLocarno, '14—03')).toBe('14-03');
    expect(outcome(checkLocarno, '33-01')).toBe('locarno.class@1');
    expect(outcome(checkLocarno, '14-00')).toBe('locarno.subclass@4');
  });
});

describe('checkDocumentNumber', () => {
  it.each([
    ['〔2026〕12号', '〔2026〕12号'],
    ['国知发保字[2021]12号', '国知发保字〔2021〕12号'],
    ['浙 市监 罚（２０２６）第 0012 号', '浙市监罚〔2026〕12号'],
    ['国知发保字〔2021〕0号', 'document-number.serial'],
    ['国知发保字〔1021〕1号', 'document-number.year'],
    ['国知发保字2021-12', 'document-number.form'],
  ])('%j gives %s', (input, expected) => {
    expect(outcome(checkDocumentNumber, input)).toBe(expected);
  });
});

describe('checkLocalDate', () => {
  it.each([
    ['2026-11-22', '2026-11-22'],
    ['２０２６年１月５日', '2026-01-05'],
    ['2026/1/5', '2026-01-05'],
    ['2026.1.5', '2026-01-05'],
    ['20260105', '2026-01-05'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', 'local-date.no-such-day'],
    ['2026-04-31', 'local-date.no-such-day'],
    ['2026-13-01', 'local-date.no-such-day'],
    ['2026-1/5', 'local-date.form'],
    ['22.11.2026', 'local-date.form'],
  ])('%j gives %s', (input, expected) => {
    expect(outcome(checkLocalDate, input)).toBe(expected);
  });

  it('counts years and days', () => {
    expect(addYears('2024-02-29' as LocalDate, 1)).toBe('2025-02-28');
    expect(addYears('2024-02-29' as LocalDate, 20)).toBe('2044-02-29');
    expect(addDays('2026-12-31' as LocalDate, 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01' as LocalDate, -1)).toBe('2026-02-28');
  });
});

describe('schemas', () => {
  it('answer the canonical value, or an issue with rule and Chinese sentence', () => {
    expect(CreditCodeSchema.parse('91330106ma2yytx068')).toBe('91330106MA2YYTX068');
    const issue = CreditCodeSchema.safeParse('91330106MA2YYTX069').error?.issues[0];
    expect(issue).toMatchObject({ code: 'custom', params: { rule: 'credit-code.check-character' } });
    expect((issue as unknown as { params: { zh: string } }).params.zh).toContain('第18位');
  });
});
