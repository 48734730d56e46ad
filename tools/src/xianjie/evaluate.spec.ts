import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from '@jest/globals';
import { cases, lines } from '../evaluate/vector-cases.js';
import { root } from '../stack/paths.js';
import { isEvaluateAlone } from './evaluate-alone.js';
import { ExitCode } from './exit-code.js';

const folder = mkdtempSync(join(tmpdir(), 'xianjie-evaluate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Ran {
  readonly code: unknown;
  readonly told: string;
  readonly warned: string;
}

/** The command as `npm run xianjie` starts it. */
async function evaluate(
  operands: readonly string[],
  { input = '', ...env }: { input?: string; XIANJIE_CALENDAR?: string; XIANJIE_STATUTES?: string } = {},
): Promise<Ran> {
  const bootstrap = join(root, 'tools', 'bootstrap.mjs');
  const child = spawn(process.execPath, [bootstrap, 'xianjie', 'evaluate', ...operands], {
    env: { ...process.env, ...env },
  });
  child.stdin.end(input);
  const exit = once(child, 'exit');
  const [told, warned, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code: code as unknown, told, warned };
}

const read = (told: string): unknown[] =>
  told
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

const GOOD = '{"id":1,"kind":"identifiers.orgCode","value":"MA2YYTX0-6"}';
const IN_2027 = '{"id":2,"kind":"calendar.workday","date":"2027-02-11"}';

describe('xianjie evaluate', () => {
  it('answers every case of the vectors from a file, each with its id, in order', async () => {
    const { code, told } = await evaluate([file('cases.ndjson', lines.join('\n'))]);
    expect(read(told)).toEqual(
      cases.map(({ expected }, id) => ({ id, result: expect.objectContaining(expected) })),
    );
    expect(code).toBe(ExitCode.ok);
  });

  it.each([[[]], [['-']], [['--json', '-']]])('reads standard input with %j', async (operands) => {
    const { code, told } = await evaluate(operands, { input: GOOD });
    expect(read(told)).toEqual([{ id: 1, result: { valid: true, canonical: 'MA2YYTX0-6' } }]);
    expect(code).toBe(ExitCode.ok);
  });

  it('exits with 1 where a line could not be answered, and answers the others', async () => {
    const { code, told, warned } = await evaluate([], { input: `${IN_2027}\n\nwhat?\n${GOOD}\n` });
    expect(read(told)).toMatchObject([
      { id: 2, error: { code: 'calendar.not-loaded' } },
      { error: { code: 'evaluate.json', line: 3 } },
      { id: 1, result: { valid: true } },
    ]);
    expect(warned).toBe('2 of 3 lines could not be answered\n');
    expect(code).toBe(ExitCode.refused);
  });

  it('answers of a year that a notice adds', async () => {
    const year = {
      year: 2027,
      notice: '国办发明电〔2026〕1号',
      weekdayHolidays: ['2027-02-11'],
      makeUpWorkdays: [],
    };
    const notice = file('2027.json', JSON.stringify(year));
    const { code, told } = await evaluate([], { input: IN_2027, XIANJIE_CALENDAR: ` ${notice}, ` });
    expect(read(told)).toEqual([{ id: 2, result: { date: '2027-02-11', workday: false } }]);
    expect(code).toBe(ExitCode.ok);
  });

  it('answers by figures that replace recalled ones, and says so', async () => {
    const override = {
      key: 'CRIME216_AMOUNT',
      validFrom: '2025-04-26',
      figures: { gain: '150000元' },
      basis: '法释〔2025〕5号',
      by: 'law desk',
      reason: 'read in the gazette',
    };
    const line = '{"kind":"criminal-thresholds","actEndDate":"2026-03-01","gain":149999}';
    const overrides = file('overrides.json', JSON.stringify([override]));
    const { told } = await evaluate([], { input: line, XIANJIE_STATUTES: overrides });
    expect(read(told)).toMatchObject([{ result: { meets: false, overridden: true } }]);
  });

  it('answers nothing by figures that cannot be used', async () => {
    for (const content of ['[{"key":"NONE"}]', 'figures']) {
      const overrides = file('wrong.json', content);
      const { code, told, warned } = await evaluate([], { input: GOOD, XIANJIE_STATUTES: overrides });
      expect({ code, told }).toEqual({ code: ExitCode.usage, told: '' });
      expect(warned).toContain('wrong.json: ');
    }
  });

  it.each([
    [
      'a notice that cannot be used',
      file('bad.json', '{"year":2027}'),
      'bad.json: The notice cannot be used',
    ],
    ['a notice that is not there', join(folder, 'nowhere.json'), 'nowhere.json'],
  ])('answers nothing by %s', async (_name, notice, sentence) => {
    const { code, told, warned } = await evaluate([], { input: GOOD, XIANJIE_CALENDAR: notice });
    expect({ code, told }).toEqual({ code: ExitCode.usage, told: '' });
    expect(warned).toContain(sentence);
  });

  it.each([
    [[join(folder, 'nowhere.ndjson')], 'nowhere.ndjson'],
    [[folder], 'EISDIR'],
    [['a', 'b'], 'Usage: xianjie evaluate'],
    [['--loud'], '--loud'],
  ])('says what is wrong with %j', async (operands, sentence) => {
    const { code, warned } = await evaluate(operands);
    expect(warned).toContain(sentence);
    expect(code).toBe(ExitCode.usage);
  });
});

describe('the short way to it', () => {
  it.each([
    [['evaluate'], true],
    [['evaluate', '-'], true],
    [['evaluate', 'cases.ndjson'], true],
    [['evaluate', '--help'], false],
    [['evaluate', '-h'], false],
    [['evaluate', 'cases.ndjson', '--json'], false],
    [['evaluate', 'a', 'b'], false],
    [['leads', 'submit'], false],
    [[], false],
  ])('is taken for %j: %s', (args, expected) => {
    expect(isEvaluateAlone(args)).toBe(expected);
  });
});
