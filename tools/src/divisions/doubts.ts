import type { Merged } from './merge.js';

const PROVINCES = 34;
/** Fewer counties than this, or more, and a list was not read whole. */
const COUNTIES = { least: 2800, most: 3000 };

/** Why the merged codes cannot be right; none where they can. */
export function doubts(merged: readonly Merged[]): string[] {
  const codes = new Set(merged.map(({ code }) => code));
  const current = merged.filter(({ to }) => to === '').map(({ code }) => code);
  const provinces = current.filter((code) => code.endsWith('0000')).length;
  const counties = current.filter((code) => !code.endsWith('00')).length;
  return [
    ...merged.filter(({ code }) => !/^[1-8]\d{5}$/.test(code)).map(({ code }) => `${code} is no code`),
    ...orphans(codes),
    ...(provinces === PROVINCES ? [] : [`${provinces} provinces are in force, not ${PROVINCES}`]),
    ...(counties >= COUNTIES.least && counties <= COUNTIES.most ? [] : [`${counties} counties are in force`]),
    ...(new Set(current).size === current.length ? [] : ['a code in force has two names']),
  ];
}

function orphans(codes: ReadonlySet<string>): string[] {
  return [...codes]
    .filter((code) => !codes.has(`${code.slice(0, 2)}0000`))
    .map((code) => `${code} has no province`);
}
