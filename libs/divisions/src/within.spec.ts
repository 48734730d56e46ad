import type { LocalDate } from '@xianjie/identifiers';
import { describe, expect, it } from '@jest/globals';
import { isWithin, presentOf, superiorsOf } from './index.js';

describe('isWithin', () => {
  it.each([
    ['330106', '330106', true],
    ['330106', '330100', true],
    ['330106', '330000', true],
    ['330106', '330200', false],
    ['330106', '340000', false],
    ['330100', '330106', false],
    ['110105', '110000', true],
    ['429004', '420000', true],
    ['429004', '420100', false],
    ['659001', '650000', true],
    ['441900', '440000', true],
    // abolished: where it was, and where it is now
    ['110103', '110101', true],
    ['110103', '110102', false],
    ['330104', '330102', true],
    ['330104', '330114', true],
    ['371203', '371200', true],
    ['371203', '370117', true],
    ['371203', '370116', false],
    ['371203', '370100', true],
    ['220381', '220300', true],
    ['220381', '220100', true],
    ['220184', '220300', false],
    ['522221', '520600', true],
    ['510221', '510000', true],
    ['510221', '500000', true],
    ['500115', '510000', false],
    ['442200', '460000', false], // 海南黎族苗族自治州 ended a year before the province began
    ['442102', '460000', true],
    // split: each county by its own line
    ['341421', '340100', true],
    ['341424', '340500', true],
    ['341424', '340100', false],
    ['341400', '340000', true],
    ['341400', '340100', false],
    // unknown, by structure
    ['330199', '330100', true],
    ['330199', '330000', true],
    ['330199', '330200', false],
    ['339999', '330000', true],
    ['110100', '110000', true],
    ['429000', '420000', true],
    ['990101', '990000', true],
    // no codes
    ['33010', '330000', false],
    ['330106', '33', false],
    ['', '', false],
    ['330106', '000000', false],
  ])('of %s in %s is %s', (code, jurisdiction, expected) => {
    expect(isWithin(code, jurisdiction)).toBe(expected);
  });

  it('follows what took over on the day on which it did, not what has the code now', () => {
    expect(isWithin('513424', '512533', '1980-12-31' as LocalDate)).toBe(true); // 峨边县 for a year
    expect(isWithin('513424', '511500', '1980-12-31' as LocalDate)).toBe(false); // where 珙县 went later
  });

  it('takes the division that a code stood for on the day', () => {
    const isThen = (day: string) => isWithin('132201', '130581', day as LocalDate);
    expect(isThen('1990-01-01')).toBe(true); // 南宫市
    expect(isThen('1981-01-01')).toBe(false); // 邢台市
  });
});

describe('superiorsOf', () => {
  it('begins with the code itself and ends with the province', () => {
    expect(superiorsOf('330106')).toEqual(['330106', '330100', '330000']);
    expect(superiorsOf('330000')).toEqual(['330000']);
  });
});

describe('presentOf', () => {
  it.each([
    ['330106', ['330106']],
    ['110103', ['110101']],
    ['110110', ['110111']], // 燕山区, then 房山区
    ['330104', ['330102', '330114']],
    ['510221', ['500115']], // 长寿县, then below 重庆, then a district
    ['341400', ['340000']], // went to several prefectures
    ['330199', ['330100']],
    ['429000', ['420000']],
    ['990000', []],
    ['', []],
  ])('of %s is %j', (code, expected) => {
    expect(presentOf(code)).toEqual(expected);
  });

  it('stays under a code that was only renamed, and leaves one that stood for another division', () => {
    expect(presentOf('130502', '2000-01-01' as LocalDate)).toEqual(['130502']);
    expect(presentOf('420600', '2000-01-01' as LocalDate)).toEqual(['420600']);
    expect(presentOf('110221', '1981-06-01' as LocalDate)).toEqual(['110114']); // 昌平县, in two sources' lines
    expect(presentOf('330502', '1981-06-01' as LocalDate)).toEqual(['330500']); // before 城区; long after it came 吴兴区
    expect(presentOf('410307')).toEqual(['410307']); // 偃师区
    expect(presentOf('410307', '2005-01-01' as LocalDate)).toEqual(['410300']); // 洛龙区, no successor known
    // 峨边县, whose code went to 德昌县 without a break, and whose next code to 珙县: no further is known than the province
    expect(presentOf('513424', '1980-12-31' as LocalDate)).toEqual(['510000']);
    expect(presentOf('132201', '1981-01-01' as LocalDate)).toEqual(['130500']);
    expect(presentOf('132201', '1990-01-01' as LocalDate)).toEqual(['130581']);
  });
});
