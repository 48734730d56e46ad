import { describe, expect, it } from '@jest/globals';
import { citizenCheck, type LocalDate } from '@xianjie/identifiers';
import { Evaluator } from './evaluator.js';

const evaluator = new Evaluator({ today: () => '2026-11-22' as LocalDate });

async function answerText(text: string): Promise<string> {
  return (await evaluator.answer({ number: 7, text })).text;
}

async function answer(fields: object): Promise<Record<string, Record<string, unknown>>> {
  return JSON.parse(await answerText(JSON.stringify(fields))) as Record<string, Record<string, unknown>>;
}

describe('an id', () => {
  it.each([
    '"a"',
    '1',
    '-1.5',
    'null',
    'true',
    '{"a":[1]}',
    '12345678901234567890',
    '1e400',
    '0.1234567890123456789',
  ])('%s comes back as it was written', async (id) => {
    const line = `{"kind":"identifiers.orgCode","value":"MA2YYTX0-6","id":${id}}`;
    expect(await answerText(line)).toContain(`{"id":${id},"result":{"valid":true`);
    expect(await answerText(`{"id":${id}}`)).toContain(`{"id":${id},"error":`);
  });

  it('that is missing stays missing', async () => {
    expect(await answer({ kind: 'identifiers.orgCode', value: 'MA2YYTX0-6' })).not.toHaveProperty('id');
  });

  it('that is nested too deeply to be written again costs its line only', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(
      JSON.parse(await answerText(`{"id":${deep},"kind":"identifiers.orgCode","value":"MA2YYTX0-6"}`)),
    ).toEqual({
      error: expect.objectContaining({ code: 'evaluate.failed', line: 7 }),
    });
  });
});

describe('a line that cannot be answered', () => {
  it.each([
    ['', 'evaluate.json'],
    ['{"kind":"identifiers.uscc"', 'evaluate.json'],
    ['{"kind":"identifiers.uscc"} {}', 'evaluate.json'],
    ['null', 'evaluate.not-an-object'],
    ['[]', 'evaluate.not-an-object'],
    ['"identifiers.uscc"', 'evaluate.not-an-object'],
    ['{}', 'evaluate.unknown-kind'],
    ['{"kind":null}', 'evaluate.unknown-kind'],
    ['{"kind":["identifiers.uscc"]}', 'evaluate.unknown-kind'],
    ['{"kind":"IDENTIFIERS.USCC"}', 'evaluate.unknown-kind'],
    ['{"kind":"constructor"}', 'evaluate.unknown-kind'],
    ['{"kind":"__proto__"}', 'evaluate.unknown-kind'],
  ])('%s is told as %s', async (text, code) => {
    const { error } = JSON.parse(await answerText(text)) as { error: Record<string, unknown> };
    expect(error).toEqual({
      code,
      line: 7,
      message: expect.any(String),
      zh: expect.stringMatching(/\p{Script=Han}/u),
    });
  });

  it.each([
    ['too-long', 'evaluate.too-long'],
    ['not-utf8', 'evaluate.not-utf8'],
  ] as const)('because it is %s is told so', async (problem, code) => {
    const { text, refused } = await evaluator.answer({ number: 1, text: '', problem });
    expect(JSON.parse(text)).toMatchObject({ error: { code, line: 1 } });
    expect(refused).toBe(true);
  });

  it.each([
    [{ kind: 'identifiers.uscc' }, 'value', 'required'],
    [{ kind: 'identifiers.uscc', value: null }, 'value', 'required'],
    [{ kind: 'identifiers.patentNumber', value: 202010566088 }, 'value', 'text'],
    [
      { kind: 'identifiers.idCard', value: '11010519491231002X', asOf: '2026-02-30' },
      'asOf',
      'local-date.no-such-day',
    ],
    [{ kind: 'identifiers.idCard', value: '11010519491231002X', asOf: 2026 }, 'asOf', 'text'],
    [{ kind: 'identifiers.classification', value: '14-03' }, 'scheme', 'required'],
    [{ kind: 'identifiers.classification', value: '14-03', scheme: 'locarno' }, 'scheme', 'choice'],
    [{ kind: 'calendar.workday' }, 'date', 'required'],
    [{ kind: 'calendar.workday', date: 'tomorrow' }, 'date', 'local-date.form'],
    [{ kind: 'deadlines', start: '2026-03-06', period: 'WEEKS', n: 1 }, 'period', 'choice'],
    [{ kind: 'deadlines', start: '2026-03-06', period: 'DAYS', n: '3' }, 'n', 'whole-number'],
    [{ kind: 'deadlines', start: '2026-03-06', period: 'DAYS', n: 1.5 }, 'n', 'whole-number'],
    [{ kind: 'deadlines', start: '2026-03-06', period: 'DAYS', n: -3 }, 'n', 'period.invalid'],
    [{ kind: 'deadlines', start: '2026-03-06', period: 'HOURS', n: 24 }, 'start', 'instant.form'],
    [{ kind: 'deadlines', start: '2026-02-30', period: 'DAYS', n: 3 }, 'start', 'local-date.no-such-day'],
    [{ kind: 'divisions.code', code: 330106 }, 'code', 'text'],
    [{ kind: 'divisions.code', code: '330106', asOf: 'now' }, 'asOf', 'local-date.form'],
    [{ kind: 'criminal-thresholds', turnover: 1 }, 'actEndDate', 'required'],
    [{ kind: 'criminal-thresholds', actEndDate: '2024-06-01', turnover: '200000' }, 'turnover', 'amount'],
    [{ kind: 'criminal-thresholds', actEndDate: '2024-06-01', gain: -1 }, 'gain', 'amount.range'],
    [
      { kind: 'criminal-thresholds', actEndDate: '2024-06-01', directLoss: 0.001 },
      'directLoss',
      'amount.decimals',
    ],
    [{ kind: 'criminal-thresholds', actEndDate: '2024-06-01', patents: 1.5 }, 'patents', 'whole-number'],
    [
      { kind: 'criminal-thresholds', actEndDate: '2024-06-01', patents: -1 },
      'patents',
      'statutes.unknown-value',
    ],
    [{ kind: 'criminal-thresholds', actEndDate: '2024-06-01', subject: 'legal' }, 'subject', 'choice'],
    [{ kind: 'criminal-thresholds', actEndDate: '2024-06-01', actType: 'OTHER' }, 'actType', 'choice'],
    [
      { kind: 'criminal-thresholds', actEndDate: '2024-06-01', priorSanctionWithin2y: 'yes' },
      'priorSanctionWithin2y',
      'boolean',
    ],
    [{ kind: 'admin-fines', actEndDate: '2026-01-15' }, 'illegalGain', 'required'],
    [{ kind: 'admin-fines', actEndDate: '2026-01-15', illegalGain: 1e-7 }, 'illegalGain', 'amount.decimals'],
    [{ kind: 'admin-fines', actEndDate: '2026-01-15', illegalGain: 1e21 }, 'illegalGain', 'amount.range'],
    [
      { kind: 'credit.publication', system: 'SAMR', decisionDate: '2022-05-10', penalty: 'X' },
      'penalty',
      'choice',
    ],
    [
      {
        kind: 'credit.repair',
        system: 'CREDIT_CHINA',
        class: 'GENERAL',
        periodStart: '2026-04-10',
        applyDate: '2026-07-10',
        corrected: true,
      },
      'commitment',
      'required',
    ],
    [{ kind: 'report-reward', level: 4, fineAndConfiscation: 1 }, 'level', 'choice'],
    [{ kind: 'report-reward', level: '1', fineAndConfiscation: 1 }, 'level', 'choice'],
    [{ kind: 'report-reward', level: 1 }, 'fineAndConfiscation', 'required'],
    [{ kind: 'transfer-sequence', events: 'FILED' }, 'events', 'texts'],
    [{ kind: 'transfer-sequence', events: [1] }, 'events', 'texts'],
  ])('%j names %s and %s', async (fields, field, rule) => {
    expect((await answer({ id: 'x', ...fields }))['error']).toMatchObject({
      code: 'evaluate.field',
      field,
      rule,
    });
  });

  it.each([
    { kind: 'calendar.workday', date: '2027-01-01' },
    { kind: 'calendar.workday', date: '1999-12-31' },
    { kind: 'deadlines', start: '2026-12-30', period: 'DAYS', n: 3 },
    { kind: 'deadlines', start: '2026-12-01', period: 'WORKDAYS', n: 60 },
  ])('%j lies beyond the calendar', async (fields) => {
    expect((await answer(fields))['error']).toMatchObject({ code: 'calendar.not-loaded' });
  });
});

describe('an amount', () => {
  const maxFine = async (illegalGain: unknown) =>
    (await answer({ kind: 'admin-fines', actEndDate: '2026-01-15', illegalGain }))['result'];

  it.each([
    [50_000.01, 250_000.05],
    [50_000.1, 250_000.5],
    [100_000.29, 500_001.45],
    [null, 250_000],
    [0, 250_000],
    [1_999_999_999_999.99, 9_999_999_999_999.95],
  ])('of %j yuan is counted to the fen', async (illegalGain, expected) => {
    expect(await maxFine(illegalGain)).toMatchObject({ maxFine: expected });
  });

  it('that no number holds is refused', async () => {
    const text = await answerText('{"kind":"admin-fines","actEndDate":"2026-01-15","illegalGain":1e400}');
    expect(text).toContain('"rule":"amount.range"');
  });
});

describe('an answer of the statutes', () => {
  it('carries what it rests on', async () => {
    const line = { kind: 'criminal-thresholds', actEndDate: '2026-03-01', gain: 100000 };
    expect((await answer(line))['result']).toEqual({
      meets: true,
      grounds: ['AMOUNT'],
      transferDuty: 'MUST_TRANSFER',
      rule: { key: 'CRIME216_AMOUNT', validFrom: '2025-04-26', validTo: null },
      basis: expect.stringContaining('法释〔2025〕5号'),
      certainty: 'RECALLED',
      advice: true,
      overridden: false,
      why: { zh: expect.stringContaining('违法所得'), en: expect.stringContaining('100,000') },
    });
  });

  it.each([
    [{ kind: 'criminal-thresholds', actEndDate: '2004-12-21', turnover: 1 }, 'statutes.no-rule'],
    [{ kind: 'admin-fines', actEndDate: '2009-09-30', illegalGain: 1 }, 'statutes.no-rule'],
    [
      { kind: 'credit.publication', system: 'SAMR', decisionDate: '2026-01-10', penalty: 'FINE' },
      'statutes.wrong-regime',
    ],
    [
      { kind: 'credit.publication', system: 'CREDIT_CHINA', decisionDate: '2020-01-10', penalty: 'MINOR' },
      'statutes.no-rule',
    ],
  ])('to %j is the rule that is missing', async (line, code) => {
    expect((await answer(line))['error']).toMatchObject({ code });
  });

  it('to a history names what was allowed instead', async () => {
    const run = async (...events: string[]) =>
      (await answer({ kind: 'transfer-sequence', events }))['result'];
    expect(await run()).toEqual({ accepted: true, state: 'INVESTIGATING' });
    expect(await run('CRIME_SUSPECTED', 'NO_SUCH_EVENT')).toEqual({
      accepted: false,
      failsAt: 1,
      state: 'TASK_FORCE',
      allowed: ['REPORT_SUBMITTED', 'PROC_OPINION_TO_TRANSFER'],
    });
  });
});

describe('a division', () => {
  const of = async (fields: object) => (await answer({ kind: 'divisions.code', ...fields }))['result'];

  it('is told by its level and, where there is more to say, by its form', async () => {
    expect(await of({ code: '４２９００４' })).toMatchObject({
      valid: true,
      canonical: '429004',
      name: '仙桃市',
      level: 'COUNTY',
      form: 'COUNTY_UNDER_PROVINCE',
      parent: '420000',
    });
  });

  it('is valid on the days it was in force', async () => {
    expect(await of({ code: '330103' })).toMatchObject({ valid: false, rule: 'division.abolished' });
    expect(await of({ code: '330103', asOf: '2019-06-01' })).toMatchObject({ valid: true, name: '下城区' });
    expect(await of({ code: '330113', asOf: '2019-06-01' })).toMatchObject({ valid: false });
  });
});

describe('a number', () => {
  it('that is refused is answered, with the rule and the place', async () => {
    expect((await answer({ kind: 'identifiers.uscc', value: '91330106MA2YYTXO68' }))['result']).toEqual({
      valid: false,
      verdict: 'REJECT',
      rule: 'credit-code.character',
      at: 16,
      why: { en: expect.stringContaining('Character 16'), zh: expect.stringContaining('第16位') },
    });
  });

  it('of a pilot is not valid by its check characters, and to be accepted', async () => {
    expect(
      (await answer({ kind: 'identifiers.uscc', value: ' 91350211m0000xuf46' }))['result'],
    ).toMatchObject({
      valid: false,
      verdict: 'ACCEPT_WITH_FLAG',
      canonical: '91350211M0000XUF46',
    });
  });

  it('of a citizen is judged as of today where no day is named', async () => {
    const body = '11010520261231002';
    const value = body + citizenCheck(body);
    const of = (asOf?: string) => answer({ kind: 'identifiers.idCard', value, asOf });
    expect((await of())['result']).toMatchObject({ valid: false, rule: 'citizen-number.birth-date-future' });
    expect((await of('2026-12-31'))['result']).toMatchObject({ valid: true, sex: 'F' });
    expect((await of('2026年12月30日'))['result']).toMatchObject({ valid: false });
  });

  it('of a citizen tells its sex only where it has the form of one', async () => {
    const of = async (value: string) => (await answer({ kind: 'identifiers.idCard', value }))['result'];
    expect(await of('330106180102291015')).toMatchObject({ valid: false, sex: 'M' });
    expect(await of('440524880101001')).not.toHaveProperty('sex');
  });

  it('of a patent tells what it claims to be even where it is refused', async () => {
    const of = async (value: string) => (await answer({ kind: 'identifiers.patentNumber', value }))['result'];
    expect(await of('202010566088.8')).toMatchObject({
      valid: false,
      canonical: '202010566088.9',
      year: 2020,
    });
    expect(await of('ZL202010566088')).toMatchObject({ valid: true, checkComputed: true });
    expect(await of('20201056608.9')).not.toHaveProperty('canonical');
  });
});
