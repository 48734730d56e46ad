import { describe, expect, it } from '@jest/globals';
import { doubts } from './doubts.js';
import { type Inputs, merge } from './merge.js';
import type { Period } from './readers.js';
import { lineOf } from './rendered.js';

const list = (...pairs: [string, string][]) => new Map(pairs);
const period = (
  code: string,
  name: string,
  firstYear?: number,
  lastYear?: number,
  unofficial?: true,
): Period => ({
  code,
  name,
  firstYear,
  lastYear,
  ...(unofficial ? { unofficial } : {}),
});
const inputs = (change: Partial<Inputs>): Inputs => ({
  timeline: [],
  yearly: new Map(),
  dated: [
    { letter: 'c', day: '2023-06-30', list: list() },
    { letter: 'q', day: '2026-09-11', list: list() },
  ],
  confirming: [{ letter: 'p', list: list() }],
  ...change,
});
const dated = (in2023: ReadonlyMap<string, string>, in2026: ReadonlyMap<string, string>) => [
  { letter: 'c', day: '2023-06-30', list: in2023 },
  { letter: 'q', day: '2026-09-11', list: in2026 },
];
const lines = (change: Partial<Inputs>) =>
  merge(inputs(change)).map((line) => lineOf(line, [...'igpcqn'], []));

describe('merging the lists', () => {
  it('takes the years of the timeline: the first list with a code, and the first without', () => {
    const timeline = [period('110103', '崇文区', undefined, 2009), period('110114', '昌平区', 1999, 2005)];
    expect(lines({ timeline })).toEqual(['110103|崇文区||2010|i', '110114|昌平区|1999|2006|i']);
  });

  it('notes a yearly list that agrees on code, name and year', () => {
    const timeline = [period('110103', '崇文区', 1985, 2009), period('110104', '宣武区', 1985, 2009)];
    const yearly = new Map([
      [1990, list(['110103', '崇文区'], ['110104', '别区'])],
      [2011, list()],
    ]);
    expect(lines({ timeline, yearly })).toEqual(['110103|崇文区|1985|2010|ig', '110104|宣武区|1985|2010|i']);
  });

  it('adds what only the yearly lists hold, in years in which the timeline has no such code', () => {
    const timeline = [period('990102', '乙区', 1990, 1995)];
    const both = list(['990101', '甲区'], ['990102', '异名']);
    const yearly = new Map([
      [1980, list(['990103', '丙区'])],
      [1991, both],
      [1992, both],
      [1997, both],
    ]);
    expect(lines({ timeline, yearly })).toEqual([
      '990101|甲区|1991|1998|g',
      '990102|乙区|1990|1996|i',
      '990102|异名|1997|1998|g',
      '990103|丙区||1981|g',
    ]);
  });

  it('keeps a code in force that the newest list holds, even where the one before lacks it', () => {
    const timeline = [period('810000', '香港特别行政区')];
    const now = list(['810000', '香港特别行政区']);
    expect(lines({ timeline, dated: dated(list(), now) })).toEqual(['810000|香港特别行政区|||iq']);
  });

  it('ends a code between the last list with it and the first without', () => {
    const timeline = [period('990101', '甲区', 1990), period('990102', '乙区', 1990, 2020)];
    const in2023 = list(['990102', '乙区']);
    expect(lines({ timeline, dated: dated(in2023, list()) })).toEqual([
      '990101|甲区|1990|2020-12-31/2023-06-29|i',
      '990102|乙区|1990|2023-06-30/2026-09-10|ic',
    ]);
  });

  it('begins a new code between the last list without it and the first with it', () => {
    const in2023 = list(['990101', '甲区']);
    const in2026 = list(['990101', '甲区'], ['990102', '乙区']);
    expect(lines({ dated: dated(in2023, in2026) })).toEqual([
      '990101|甲区|2021-01-01/2023-06-30||cq',
      '990102|乙区|2023-07-01/2026-09-11||q',
    ]);
  });

  it('leaves out groupings, outposts, the prefix of permits, and what only a statistics list holds', () => {
    const timeline = [
      period('110100', '市辖区'),
      period('110200', '县', undefined, 2014),
      period('429000', '省直辖县级行政单位'),
      period('632857', '大柴旦行政委员会', 1990, 2000),
      period('830000', '台湾省'),
    ];
    expect(lines({ timeline, dated: dated(list(['130171', '某开发区']), list()) })).toEqual([]);
  });

  it('believes an unofficial code only where a second package has it', () => {
    const timeline = [
      period('330113', '临平区', 2021, undefined, true),
      period('332628', '松阳县', 1982, 1999, true),
    ];
    const now = list(['330113', '临平区']);
    expect(lines({ timeline, dated: dated(now, now) })).toEqual(['330113|临平区|2021||icq']);
  });
});

describe('doubts', () => {
  it('are raised by a list that was not read whole', () => {
    const merged = merge(inputs({ timeline: [period('990101', '甲区', 1990, 1995)] }));
    expect(doubts(merged)).toEqual([
      '990101 is no code',
      '990101 has no province',
      '0 provinces are in force, not 34',
      '0 counties are in force',
    ]);
  });
});
