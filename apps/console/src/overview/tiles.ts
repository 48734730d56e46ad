import type { Words } from '../words/words.js';

/** One of the 34 units at the level of a province, where it stands in a schematic grid: no borders, no areas, nobody's map. */
export interface Tile {
  /** The first two digits of GB/T 2260. */
  readonly code: string;
  readonly name: Words<string>;
  readonly column: number;
  readonly row: number;
}

const tile = (code: string, zh: string, en: string, column: number, row: number): Tile => ({
  ...{ code, column, row },
  name: { zh, en },
});

export const tiles: readonly Tile[] = [
  tile('23', '黑龙江', 'Heilongjiang', 9, 1),
  tile('15', '内蒙古', 'Inner Mongolia', 7, 2),
  tile('22', '吉林', 'Jilin', 9, 2),
  tile('65', '新疆', 'Xinjiang', 1, 3),
  tile('62', '甘肃', 'Gansu', 3, 3),
  tile('64', '宁夏', 'Ningxia', 4, 3),
  tile('14', '山西', 'Shanxi', 6, 3),
  tile('13', '河北', 'Hebei', 7, 3),
  tile('11', '北京', 'Beijing', 8, 3),
  tile('21', '辽宁', 'Liaoning', 9, 3),
  tile('63', '青海', 'Qinghai', 2, 4),
  tile('61', '陕西', 'Shaanxi', 5, 4),
  tile('41', '河南', 'Henan', 6, 4),
  tile('37', '山东', 'Shandong', 7, 4),
  tile('12', '天津', 'Tianjin', 8, 4),
  tile('54', '西藏', 'Tibet', 1, 5),
  tile('51', '四川', 'Sichuan', 4, 5),
  tile('50', '重庆', 'Chongqing', 5, 5),
  tile('42', '湖北', 'Hubei', 6, 5),
  tile('34', '安徽', 'Anhui', 7, 5),
  tile('32', '江苏', 'Jiangsu', 8, 5),
  tile('31', '上海', 'Shanghai', 9, 5),
  tile('53', '云南', 'Yunnan', 4, 6),
  tile('52', '贵州', 'Guizhou', 5, 6),
  tile('43', '湖南', 'Hunan', 6, 6),
  tile('36', '江西', 'Jiangxi', 7, 6),
  tile('33', '浙江', 'Zhejiang', 8, 6),
  tile('45', '广西', 'Guangxi', 5, 7),
  tile('44', '广东', 'Guangdong', 6, 7),
  tile('35', '福建', 'Fujian', 7, 7),
  tile('71', '台湾', 'Taiwan', 9, 7),
  tile('46', '海南', 'Hainan', 5, 8),
  tile('82', '澳门', 'Macao', 6, 8),
  tile('81', '香港', 'Hong Kong', 7, 8),
];

/** Shades that a tile may have; the number on it says the same. */
export const SHADES = 5;

/** 0 for nothing, 1 to 5 by its share of the greatest. */
export function shadeOf(value: number, greatest: number): number {
  if (value <= 0 || greatest <= 0) return 0;
  return Math.max(1, Math.ceil((value / greatest) * SHADES));
}
