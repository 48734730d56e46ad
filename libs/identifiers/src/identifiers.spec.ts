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
  formatPatentNumber,
  readPatentNumber,
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
    ['I1330106MA2YYTX068', 'credit-code.character@1'],
    ['9133010AMA2YYTX068', 'credit-code.area@8'],
    ['A1330106MA2YYTX068', 'credit-code.check-character@18'],
    ['91A30106MA2YYTX068', 'credit-code.area@3'],
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
    [':A2YYTX06', 'organisation-code.character@1'],
    ['M@2YYTX06', 'organisation-code.character@2'],
    ['MA[YYTX06', 'organisation-code.character@3'],
    ['MA2/YTX06', 'organisation-code.character@4'],
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
    ['440524 1880-0101-0014', '440524188001010014'],
    ['110105179912310028', 'citizen-number.birth-date@7'],
    ['11010519490229002X', 'citizen-number.birth-date@7'],
    ['X10105194912310021', 'citizen-number.character@1'],
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
    ['\u202d202010566088.9\u202c', '202010566088.9'],
    ['201811564288x', '201811564288.X'],
    ['03100004', '03100004.5'],
    ['200310100004', '200310100004.9'],
    ['209910000001', '209910000001.8'],
    ['85100001.1', 'patent-number.check-character@10'],
    ['851000011', 'patent-number.check-character@9'],
    ['ZL202310123456.7', 'patent-number.check-character@16'],
    ['ZL2023101234567', 'patent-number.check-character@15'],
    ['20201056608.89', 'patent-number.dot@12'],
    ['.202010566088', 'patent-number.dot@1'],
    ['.A', 'patent-number.character@2'],
    ['85100001A', 'patent-number.character@9'],
    ['202010566088.A', 'patent-number.character@14'],
    ['202010566088.', '202010566088.9'],
    ['2020105660..9', 'patent-number.character@12'],
    ['ZL2O2010566088.9', 'patent-number.character@4'],
    ['20201056X088', 'patent-number.character@9'],
    ['2020105660X.9', 'patent-number.character@11'],
    ['85100001X.', 'patent-number.dot@10'],
    ['X', 'patent-number.character@1'],
    ['20201056608', 'patent-number.length'],
    ['', 'patent-number.length'],
    ['04100001', 'patent-number.year@1'],
    ['ZL84100001', 'patent-number.year@3'],
    ['198510000101.1', 'patent-number.year@1'],
    ['200210000101', 'patent-number.year@1'],
    ['210010000101', 'patent-number.year@1'],
    ['202040566088', 'patent-number.type@5'],
    ['CN85000001', 'patent-number.type@5'],
    ['专利号202010566088.9', 'patent-number.character@1'],
    [202010566088, 'patent-number.not-text'],
  ])('%j gives %s', (input, expected) => {
    expect(outcome(checkPatentNumber, input)).toBe(expected);
  });

  it('tells whether the check character was typed', () => {
    expect(checkPatentNumber('ZL202010566088')).toMatchObject({ checkComputed: true, prefix: 'ZL' });
    expect(checkPatentNumber('CN202010566088.9')).toMatchObject({ checkComputed: false, prefix: 'CN' });
  });

  it.each([
    ['202010566088.8', { body: '202010566088', check: '8', year: 2020, type: 'INVENTION' }],
    ['198590000101', { body: '198590000101', check: '', year: 1985, type: 'PCT_UTILITY_MODEL' }],
    ['zl 95300001.x', { body: '95300001', check: 'X', year: 1995, type: 'DESIGN', prefix: 'ZL' }],
    ['84500001', { year: undefined, type: undefined, prefix: undefined }],
    ['CN03200001', { year: 2003, type: 'UTILITY_MODEL', prefix: 'CN' }],
    ['00800001', { year: 2000, type: 'PCT_INVENTION' }],
  ])('%s is read whatever the rules say of it', (input, expected) => {
    expect(readPatentNumber(input)).toMatchObject({ ok: true, ...expected });
  });

  it('is written with its prefix for people', () => {
    expect(formatPatentNumber('202010566088.9' as PatentNumber)).toBe('ZL 202010566088.9');
    expect(formatPatentNumber('202010566088.9' as PatentNumber, 'CN')).toBe('CN 202010566088.9');
  });
});

describe('publication numbers and classes', () => {
  it.each([
    ['cn 111800000 a', 'CN111800000A'],
    ['CN306800001S', 'CN306800001S'],
    ['CN1118000A', 'CN1118000A'],
    ['CN11180000A', 'publication-number.length'],
    ['cn-3345678.s', 'CN3345678S'],
    ['CN1118000001A', 'publication-number.length'],
    ['CN411800000A', 'publication-number.first-digit@3'],
    ['CN011800000A', 'publication-number.first-digit@3'],
    ['CN2118000U1', 'publication-number.kind@10'],
    ['CN111800000Z', 'publication-number.kind@12'],
    ['111800000A', 'publication-number.form'],
    ['CN111800000', 'publication-number.form'],
    ['XCN111800000A', 'publication-number.form'],
    ['CN111800000AB', 'publication-number.form'],
    ['CN111800000A10', 'publication-number.form'],
    [3, 'publication-number.not-text'],
  ])('%j gives %s', (input, expected) => {
    expect(outcome(checkPublicationNumber, input)).toBe(expected);
  });

  it('write their classes in one form', () => {
    expect(outcome(checkIpc, 'ｇ06f16/27')).toBe('G06F 16/27');
    expect(outcome(checkIpc, 'G06F-0016/0027')).toBe('G06F 16/0027');
    expect(outcome(checkIpc, 'H99Z 9999/999999')).toBe('H99Z 9999/999999');
    expect(outcome(checkLocarno, '14—03')).toBe('14-03');
    expect(outcome(checkLocarno, '01-99')).toBe('01-99');
  });

  it.each([
    'A00B 1/00',
    'A01B 0/00',
    'A01B 0000/00',
    'A01B 10000/00',
    'A01B 1/0',
    'A01B 1/0000000',
    'A1B 1/00',
    'XA01B 1/00',
  ])('refuse %s as an IPC symbol', (input) => expect(outcome(checkIpc, input)).toBe('ipc.form'));

  it.each([
    ['33-01', 'locarno.class@1'],
    ['00-01', 'locarno.class@1'],
    ['14-00', 'locarno.subclass@4'],
    ['1403', 'locarno.form'],
    ['114-03', 'locarno.form'],
    ['14-031', 'locarno.form'],
    [14, 'locarno.not-text'],
  ])('answer %j as a Locarno class with %s', (input, expected) => {
    expect(outcome(checkLocarno, input)).toBe(expected);
  });

  it.each([
    ['1', ['A', 'A8', 'A9', 'B', 'B8', 'B9', 'C', 'C1', 'C7']],
    ['2', ['U', 'U8', 'U9', 'Y', 'Y1', 'Y7']],
    ['3', ['S', 'S1', 'S7', 'S8', 'S9', 'D']],
  ])('know the kind codes of the first digit %s, and no other has them', (first, kinds) => {
    for (const kind of kinds) {
      const takes = ['1', '2', '3'].filter((each) => checkPublicationNumber(`CN${each}11800000${kind}`).ok);
      expect([kind, takes]).toEqual([kind, [first]]);
    }
  });

  it.each(['A1', 'A7', 'B1', 'C0', 'C8', 'U1', 'Y8', 'S0', 'D1', 'E'])('know no kind code %s', (kind) => {
    for (const first of ['1', '2', '3'])
      expect(outcome(checkPublicationNumber, `CN${first}11800000${kind}`)).toBe('publication-number.kind@12');
  });
});

describe('checkDocumentNumber', () => {
  it.each([
    ['〔2026〕12号', '〔2026〕12号'],
    ['国知发保字[2021]12号', '国知发保字〔2021〕12号'],
    ['浙 市监 罚（２０２６）第 0012 号', '浙市监罚〔2026〕12号'],
    ['国知发保字﹝2021﹞12号', '国知发保字〔2021〕12号'],
    ['京市监处罚〔2026〕0001234号', '京市监处罚〔2026〕1234号'],
    ['京市监处罚〔2026〕00001234号', '京市监处罚〔2026〕00001234号'],
    ['沪市监普处〔2026〕072026000123号', '沪市监普处〔2026〕072026000123号'],
    ['国知发保字〔1949〕1号', '国知发保字〔1949〕1号'],
    ['国知发保字〔2199〕1号', '国知发保字〔2199〕1号'],
    ['国知发保字〔2200〕1号', 'document-number.year'],
    ['国知发保字〔1948〕1号', 'document-number.year'],
    ['国知发保字〔2021〕1234567890123456号', 'document-number.form'],
    [`${'字'.repeat(41)}〔2021〕1号`, 'document-number.form'],
    ['国知发保字〔2021〕12号函', 'document-number.form'],
    [2026, 'document-number.not-text'],
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
    ['2026/11/22', '2026-11-22'],
    ['2026.11.22', '2026-11-22'],
    ['2026年11月22日', '2026-11-22'],
    ['12026-11-22', 'local-date.form'],
    ['2026年1月5号', '2026-01-05'],
    ['2000-02-29', '2000-02-29'],
    ['1900-02-29', 'local-date.no-such-day'],
    ['2026-02-30', 'local-date.no-such-day'],
    ['2026-00-10', 'local-date.no-such-day'],
    ['2026-10-00', 'local-date.no-such-day'],
    ['2026-12-31', '2026-12-31'],
    ['2026-06-31', 'local-date.no-such-day'],
    ['2026-09-31', 'local-date.no-such-day'],
    ['2026-11-31', 'local-date.no-such-day'],
    ['2026-01-32', 'local-date.no-such-day'],
    ['0999-01-01', 'local-date.no-such-day'],
    ['1000-01-01', '1000-01-01'],
    ['2026-01-05T00:00:00Z', 'local-date.form'],
    [20260105, 'local-date.not-text'],
    ['20260105', '2026-01-05'],
    ['2024-02-29', '2024-02-29'],
    ['2024-02-30', 'local-date.no-such-day'],
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
    expect(addDays('9999-12-30' as LocalDate, 1)).toBe('9999-12-31');
    expect(addYears('9998-12-31' as LocalDate, 1)).toBe('9999-12-31');
    expect(addDays('1000-01-02' as LocalDate, -1)).toBe('1000-01-01');
    expect(addYears('1001-01-02' as LocalDate, -1)).toBe('1000-01-02');
  });

  it.each([
    () => addDays('9999-12-31' as LocalDate, 1),
    () => addDays('1000-01-01' as LocalDate, -1),
    () => addDays('1000-01-01' as LocalDate, -600_000),
    () => addDays('2026-01-01' as LocalDate, Infinity),
    () => addDays('10000-01-01' as LocalDate, -1),
    () => addYears('9999-01-01' as LocalDate, 1),
    () => addYears('1000-01-01' as LocalDate, -1),
  ])('does not count beyond the years it can write: %s', (count) => {
    expect(count).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'local-date.out-of-range',
        message: 'The day lies beyond the years 1000 to 9999',
        zh: '日期超出1000年至9999年',
      }),
    );
  });
});
