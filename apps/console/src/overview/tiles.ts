import type { Words } from '../words/words.js';

/** One of the 34 units at the level of a province, where it stands in a schematic grid: no borders, no areas, nobody's map. */
export interface Tile {
  /** The first two digits of GB/T 2260. */
  readonly code: string;
  readonly name: Words<string>;
  /** Its two letters in GB/T 2260, where there is no room for more. */
  readonly letters: string;
  readonly column: number;
  readonly row: number;
}

const tile = (code: string, zh: string, en: string, letters: string, column: number, row: number): Tile => ({
  ...{ code, letters, column, row },
  name: { zh, en },
});

export const tiles: readonly Tile[] = [
  tile('23', '黑龙江', 'Heilongjiang', 'HL', 9, 1),
  tile('15', '内蒙古', 'Inner Mongolia', 'NM', 7, 2),
  tile('22', '吉林', 'Jilin', 'JL', 9, 2),
  tile('65', '新疆', 'Xinjiang', 'XJ', 1, 3),
  tile('62', '甘肃', 'Gansu', 'GS', 3, 3),
  tile('64', '宁夏', 'Ningxia', 'NX', 4, 3),
  tile('14', '山西', 'Shanxi', 'SX', 6, 3),
  tile('13', '河北', 'Hebei', 'HE', 7, 3),
  tile('11', '北京', 'Beijing', 'BJ', 8, 3),
  tile('21', '辽宁', 'Liaoning', 'LN', 9, 3),
  tile('63', '青海', 'Qinghai', 'QH', 2, 4),
  tile('61', '陕西', 'Shaanxi', 'SN', 5, 4),
  tile('41', '河南', 'Henan', 'HA', 6, 4),
  tile('37', '山东', 'Shandong', 'SD', 7, 4),
  tile('12', '天津', 'Tianjin', 'TJ', 8, 4),
  tile('54', '西藏', 'Tibet', 'XZ', 1, 5),
  tile('51', '四川', 'Sichuan', 'SC', 4, 5),
  tile('50', '重庆', 'Chongqing', 'CQ', 5, 5),
  tile('42', '湖北', 'Hubei', 'HB', 6, 5),
  tile('34', '安徽', 'Anhui', 'AH', 7, 5),
  tile('32', '江苏', 'Jiangsu', 'JS', 8, 5),
  tile('31', '上海', 'Shanghai', 'SH', 9, 5),
  tile('53', '云南', 'Yunnan', 'YN', 4, 6),
  tile('52', '贵州', 'Guizhou', 'GZ', 5, 6),
  tile('43', '湖南', 'Hunan', 'HN', 6, 6),
  tile('36', '江西', 'Jiangxi', 'JX', 7, 6),
  tile('33', '浙江', 'Zhejiang', 'ZJ', 8, 6),
  tile('45', '广西', 'Guangxi', 'GX', 5, 7),
  tile('44', '广东', 'Guangdong', 'GD', 6, 7),
  tile('35', '福建', 'Fujian', 'FJ', 7, 7),
  tile('71', '台湾', 'Taiwan', 'TW', 9, 7),
  tile('46', '海南', 'Hainan', 'HI', 5, 8),
  tile('82', '澳门', 'Macao', 'MO', 6, 8),
  tile('81', '香港', 'Hong Kong', 'HK', 7, 8),
];

/** Shades that a tile may have; the number on it says the same. */
export const SHADES = 5;

/** 0 for nothing, 1 to 5 by its share of the greatest. */
export function shadeOf(value: number, greatest: number): number {
  if (value <= 0 || greatest <= 0) return 0;
  return Math.max(1, Math.ceil((value / greatest) * SHADES));
}
