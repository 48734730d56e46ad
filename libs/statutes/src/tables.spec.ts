import { describe, expect, it } from '@jest/globals';
import {
  intervalFaults,
  ruleName,
  sayRule,
  statuteTables,
  transferGuards,
  transferTransitions,
} from './index.js';
import { rulesOf } from './rule.js';

const keys = statuteTables.flatMap((table) =>
  Object.entries(table.rules).map(([key, lines]) => ({ key, lines })),
);
const lines = statuteTables.flatMap(rulesOf);

describe('the intervals of the tables', () => {
  it.each(keys)('of $key neither overlap nor leave a hole', ({ lines }) => {
    expect(lines.length).toBeGreaterThan(0);
    expect(intervalFaults(lines)).toEqual([]);
  });

  it('belong to one key each, so that a key names one rule', () => {
    const names = keys.map(({ key }) => key);
    expect(new Set(names).size).toBe(names.length);
    expect(lines.map(({ key }) => key)).toEqual(keys.flatMap(({ key, lines }) => lines.map(() => key)));
  });
});

/** What a fault in a table would look like. */
describe('intervalFaults', () => {
  const line = (validFrom: string, validTo: string | null) => ({ key: 'K', validFrom, validTo });

  it.each([
    ['one open line', [line('2020-01-01', null)], []],
    ['one line of one day', [line('2020-01-01', '2020-01-01')], []],
    ['two lines that meet', [line('2020-01-01', '2020-12-31'), line('2021-01-01', null)], []],
    ['lines that meet over a leap day', [line('2020-01-01', '2020-02-28'), line('2020-02-29', null)], []],
    [
      'two lines with a day between',
      [line('2020-01-01', '2020-12-30'), line('2021-01-01', null)],
      ['K: no line from 2020-12-31 until 2021-01-01'],
    ],
    [
      'two lines that share a day',
      [line('2020-01-01', '2021-01-01'), line('2021-01-01', null)],
      ['K: two lines overlap on 2021-01-01'],
    ],
    [
      'a line after an open one',
      [line('2020-01-01', null), line('2021-01-01', null)],
      ['K: two lines overlap on 2021-01-01'],
    ],
    [
      'a line that ends before it begins',
      [line('2020-01-02', '2020-01-01')],
      ['K: ends 2020-01-01, before 2020-01-02'],
    ],
    ['a first day that is none', [line('2020-02-30', null)], ['K: 2020-02-30 is no day']],
    [
      'a last day that is none',
      [line('2020-01-01', '2020-06-31'), line('2020-07-01', null)],
      ['K: 2020-06-31 is no day'],
    ],
    [
      'a last day of no month',
      [line('2020-01-01', '2020-13-01'), line('2020-12-01', null)],
      ['K: 2020-13-01 is no day', 'K: two lines overlap on 2020-12-01'],
    ],
    [
      'a last day that no calendar has, before the next line',
      [line('2020-01-01', '2020-11-99'), line('2020-12-01', null)],
      ['K: 2020-11-99 is no day'],
    ],
    ['a day in another form', [line('2020/1/1', null)], ['K: 2020/1/1 is no day']],
    ['no line', [], []],
  ] as const)('of %s', (_name, given, faults) => {
    expect(intervalFaults(given)).toEqual(faults);
  });
});

const isText = (value: unknown) => typeof value === 'object' && value !== null && 'zh' in value;
const HAN = /\p{Script=Han}/u;

describe('what the tables say', () => {
  it.each(lines.map((line) => [ruleName(line), line] as const))(
    '%s is said in both languages',
    (_name, line) => {
      const { zh, en } = sayRule(line);
      expect(zh).toMatch(HAN);
      expect(en).toMatch(/[a-z]{3}/);
      expect(`${zh}${en}`).not.toMatch(/[{}]|undefined|NaN/);
      expect(line.basis).toMatch(HAN);
    },
  );

  it.each(statuteTables.map((table) => [table.subject.en, table] as const))(
    '%s says what chooses a line',
    (_en, table) => {
      for (const text of [table.subject, table.chosenBy]) {
        expect(text.zh).toMatch(HAN);
        expect(text.en).toMatch(/[a-z]{3}/);
      }
    },
  );

  it.each(lines.map((line) => [ruleName(line), line] as const))(
    '%s words its params in both languages',
    (_name, line) => {
      for (const [name, text] of Object.entries(line.params as object).filter(([, value]) => isText(value))) {
        expect([name, text]).toEqual([
          name,
          { zh: expect.stringMatching(HAN), en: expect.stringMatching(/[a-z]{3}/) },
        ]);
      }
    },
  );

  it.each(transferTransitions.filter(({ note }) => note))(
    'the note on $event in $from is in both languages',
    ({ note }) => {
      expect(note?.zh).toMatch(HAN);
      expect(note?.en).toMatch(/[a-z]{3}/);
    },
  );

  it.each(transferGuards)('$id is said in both languages', ({ zh, en, basis }) => {
    expect(zh).toMatch(HAN);
    expect(en).toMatch(/[a-z]{3}/);
    expect(basis).toMatch(HAN);
  });
});
