import type { DivisionRecord } from './record.js';
import { isGroup, levelOf, prefectureCodeOf, provinceCodeOf } from './structure.js';

/**
 * What took over from a prefecture as a whole: a prefecture or a province. Where a county took over (莱芜市 became
 * districts of 济南市) it is that county's superior. Where its counties went to several, none stands for the whole, and
 * each county has its own successor.
 *
 * @param below records of its counties
 */
export function prefectureSuccessors(
  record: DivisionRecord,
  below: readonly DivisionRecord[],
): readonly string[] {
  const lifted = [...new Set(record.successors.map(superiorOf))];
  const [whole] = lifted;
  if (!whole || lifted.length > 1) return [];
  if (whole === record.code) return lifted; // renamed
  const leaving = below.filter((county) => endedTogether(county, record));
  const goneElsewhere = leaving.some(({ successors }) => successors.some((code) => isElsewhere(code, whole)));
  return goneElsewhere ? [] : lifted;
}

const endedTogether = (a: DivisionRecord, b: DivisionRecord): boolean =>
  a.interval.lastPossible?.slice(0, 4) === b.interval.lastPossible?.slice(0, 4);

/** In another prefecture; a city that came directly below the province was still governed from its prefecture. */
const isElsewhere = (code: string, whole: string): boolean => {
  const superior = superiorOf(code);
  return superior !== whole && levelOf(superior) === 'PREFECTURE';
};

function superiorOf(code: string): string {
  if (levelOf(code) !== 'COUNTY') return code;
  const prefecture = prefectureCodeOf(code);
  return isGroup(prefecture) ? provinceCodeOf(code) : prefecture;
}
