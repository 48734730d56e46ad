/** What the digits of GB/T 2260 say: PPCCDD, province, prefecture, county. */

export const levels = ['PROVINCE', 'PREFECTURE', 'COUNTY'] as const;
export type Level = (typeof levels)[number];

/** 北京 天津 上海 重庆: their districts and counties stand directly below them. */
const MUNICIPALITIES: ReadonlySet<string> = new Set(['11', '12', '31', '50']);
/** Below a municipality: 01 districts 市辖区, 02 counties 县, 03 cities 市. Groups, not divisions. */
const MUNICIPAL_GROUPS: ReadonlySet<string> = new Set(['01', '02', '03']);
/** Counties directly below a province 省直辖县级 have 90 in the place of the prefecture. */
const DIRECT_GROUP = '90';

export const hasForm = (code: string): boolean => /^[0-9]{6}$/.test(code);

/** @param code six digits */
export function levelOf(code: string): Level {
  if (code.endsWith('0000')) return 'PROVINCE';
  return code.endsWith('00') ? 'PREFECTURE' : 'COUNTY';
}

export const provinceCodeOf = (code: string): string => `${code.slice(0, 2)}0000`;
export const prefectureCodeOf = (code: string): string => `${code.slice(0, 4)}00`;

export const isMunicipality = (code: string): boolean =>
  MUNICIPALITIES.has(code.slice(0, 2)) && levelOf(code) === 'PROVINCE';

/**
 * The code one level up that the digits name; null for a province. What has the digits of a prefecture but was never a
 * division, a group, is skipped.
 *
 * @param isKnown whether a prefecture code was ever a division
 */
export function parentCodeOf(code: string, isKnown: (prefecture: string) => boolean): string | null {
  const level = levelOf(code);
  if (level === 'PROVINCE') return null;
  const prefecture = prefectureCodeOf(code);
  if (level === 'PREFECTURE' || !isKnown(prefecture)) return provinceCodeOf(code);
  return prefecture;
}

/** A code in the place of a prefecture that only gathers counties: `110100` 市辖区, `429000` 省直辖县级行政区划. */
export function isGroup(code: string): boolean {
  const group = code.slice(2, 4);
  return (
    levelOf(code) === 'PREFECTURE' &&
    (group === DIRECT_GROUP || (MUNICIPALITIES.has(code.slice(0, 2)) && MUNICIPAL_GROUPS.has(group)))
  );
}

/** `320501` 市辖区: gathers the districts of a city; the prefecture's own digits are 01-20 or 51-70. */
export function isDistrictsGroup(code: string): boolean {
  const prefecture = Number(code.slice(2, 4));
  const isCity = (prefecture >= 1 && prefecture <= 20) || (prefecture >= 51 && prefecture <= 70);
  return code.endsWith('01') && isCity && !MUNICIPALITIES.has(code.slice(0, 2));
}
