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
