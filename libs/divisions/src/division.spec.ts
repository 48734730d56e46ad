import type { LocalDate } from '@xianjie/identifiers';
import { describe, expect, it } from '@jest/globals';
import { childrenOf, divisionOf, parentOf, provinces } from './index.js';

const on = (day: string) => day as LocalDate;

describe('divisionOf', () => {
  it.each([
    ['330000', '浙江省', 'PROVINCE', 'PROVINCE', null],
    ['330100', '浙江省杭州市', 'PREFECTURE', 'PREFECTURE', '330000'],
    ['330106', '浙江省杭州市西湖区', 'COUNTY', 'COUNTY', '330100'],
    ['441900', '广东省东莞市', 'PREFECTURE', 'PREFECTURE_WITHOUT_COUNTIES', '440000'],
    ['442000', '广东省中山市', 'PREFECTURE', 'PREFECTURE_WITHOUT_COUNTIES', '440000'],
    ['460400', '海南省儋州市', 'PREFECTURE', 'PREFECTURE_WITHOUT_COUNTIES', '460000'],
    ['620200', '甘肃省嘉峪关市', 'PREFECTURE', 'PREFECTURE_WITHOUT_COUNTIES', '620000'],
    ['429004', '湖北省仙桃市', 'COUNTY', 'COUNTY_UNDER_PROVINCE', '420000'],
    ['429021', '湖北省神农架林区', 'COUNTY', 'COUNTY_UNDER_PROVINCE', '420000'],
    ['419001', '河南省济源市', 'COUNTY', 'COUNTY_UNDER_PROVINCE', '410000'],
    ['469029', '海南省保亭黎族苗族自治县', 'COUNTY', 'COUNTY_UNDER_PROVINCE', '460000'],
    ['659001', '新疆维吾尔自治区石河子市', 'COUNTY', 'COUNTY_UNDER_PROVINCE', '650000'],
    ['110105', '北京市朝阳区', 'COUNTY', 'COUNTY', '110000'],
    ['500229', '重庆市城口县', 'COUNTY', 'COUNTY', '500000'],
    ['152221', '内蒙古自治区兴安盟科尔沁右翼前旗', 'COUNTY', 'COUNTY', '152200'],
    ['653228', '新疆维吾尔自治区和田地区和康县', 'COUNTY', 'COUNTY', '653200'],
    ['653229', '新疆维吾尔自治区和田地区和安县', 'COUNTY', 'COUNTY', '653200'],
    ['500157', '重庆市两江新区', 'COUNTY', 'COUNTY', '500000'],
  ])('knows %s as %s', (code, fullName, level, form, parent) => {
    expect(divisionOf(code)).toMatchObject({ code, fullName, level, form, parent, validTo: null });
  });

  it.each([
    ['110103', '2009-12-31', '北京市崇文区'],
    ['510221', '1990-06-01', '四川省重庆市长寿县'],
    ['500381', '2004-01-01', '重庆市江津市'],
    ['522221', '1985-01-01', '贵州省铜仁地区铜仁县'],
    ['340901', '1985-01-01', '安徽省黄山市'], // directly below the province, in a group that was not 90
  ])('keeps the old code %s as of %s: %s', (code, day, fullName) => {
    expect(divisionOf(code, on(day))).toMatchObject({ code, fullName });
  });

  it('names a division as it was called that day', () => {
    expect(divisionOf('130502', on('2019-12-31'))?.name).toBe('桥东区');
    expect(divisionOf('130502', on('2021-01-01'))?.name).toBe('襄都区');
    expect(divisionOf('130502')?.name).toBe('襄都区');
    expect(divisionOf('210200', on('1980-12-31'))?.fullName).toBe('辽宁省旅大市');
  });

  it('tells two divisions apart that had one code, by the day', () => {
    expect(divisionOf('132201', on('1982-01-01'))?.name).toBe('邢台市');
    expect(divisionOf('132201', on('1985-01-01'))).toBeUndefined();
    expect(divisionOf('132201', on('1990-01-01'))?.name).toBe('南宫市');
    expect(divisionOf('430500')?.name).toBe('邵阳市');
  });

  it('answers the last record of an abolished code where no day is asked for', () => {
    expect(divisionOf('330104')).toMatchObject({
      name: '江干区',
      validTo: '2021-04-08',
      surelyTo: '2021-03-10',
      successors: ['330102', '330114'],
      dating: { basis: '国函〔2021〕29号', certainty: 'RECALLED' },
    });
  });

  it('gives the two days between which a change of the yearly lists happened', () => {
    expect(divisionOf('420600', on('2015-01-01'))).toMatchObject({
      name: '襄阳市',
      validFrom: '2010-01-01',
      surelyFrom: '2010-12-31',
      certainty: 'VERIFIED_SECONDARY',
    });
  });

  it('says where only one package has a code', () => {
    expect(divisionOf('659013')).toMatchObject({ name: '草湖市', certainty: 'RECALLED' });
    expect(divisionOf('659012')).toMatchObject({ name: '白杨市', certainty: 'VERIFIED_SECONDARY' });
  });

  it.each(['', 'x', '110100', '830000', '330199', '33010', '__proto__'])('knows nothing of %j', (code) => {
    expect(divisionOf(code)).toBeUndefined();
  });

  it('sees a prefecture without counties become one with counties', () => {
    expect(divisionOf('460300', on('2015-01-01'))?.form).toBe('PREFECTURE_WITHOUT_COUNTIES');
    expect(divisionOf('460300')?.form).toBe('PREFECTURE');
  });
});

describe('parentOf', () => {
  it.each([
    ['330106', '杭州市'],
    ['110105', '北京市'],
    ['429004', '湖北省'],
    ['371203', '莱芜市'],
    ['330000', undefined],
    ['330199', undefined],
  ])('of %s is %s', (code, name) => {
    expect(parentOf(code)?.name).toBe(name);
  });

  it('bears the name of the day', () => {
    expect(parentOf('420602', on('2005-01-01'))?.name).toBe('襄樊市');
    expect(parentOf('420602', on('2015-01-01'))?.name).toBe('襄阳市');
  });
});

describe('childrenOf', () => {
  const names = (code: string, day?: string) =>
    childrenOf(code, day === undefined ? undefined : on(day)).map(({ name }) => name);

  it('lists the districts of a municipality directly below it', () => {
    expect(names('110000')).toHaveLength(16);
    expect(names('110000', '2005-01-01')).toHaveLength(18);
    expect(names('110000')).toContain('密云区');
    expect(names('110000', '2005-01-01')).toContain('密云县');
  });

  it('lists prefectures and the counties directly below a province', () => {
    expect(names('420000')).toEqual(expect.arrayContaining(['武汉市', '恩施土家族苗族自治州', '仙桃市']));
    expect(names('420000')).toHaveLength(17);
  });

  it('follows the changes of a city', () => {
    expect(names('330100')).not.toContain('江干区');
    expect(names('330100')).toContain('临平区');
    expect(names('330100', '2020-12-31')).toContain('江干区');
  });

  it('is empty for a county, for Taiwan and for what is unknown', () => {
    for (const code of ['330106', '710000', '810000', '441900', '999999']) expect(names(code)).toEqual([]);
  });
});

describe('provinces', () => {
  it.each([
    ['1985-01-01', 30],
    ['1990-01-01', 31],
    ['1997-06-30', 32],
    ['1997-07-01', 33],
    ['1999-12-20', 34],
  ])('on %s are %d', (day, count) => {
    expect(provinces(on(day))).toHaveLength(count);
  });
});
