/** The days of a showing or a term. */
export interface Days {
  readonly startsOn: string | null;
  readonly shownFrom: string | null;
  readonly repairableFrom: string | null;
  readonly longestUntil: string | null;
  readonly removedOn: string | null;
}

/** `shown` lies behind, `minimum` and `ahead` before us, `spared` is what an early end saved, `planned` what a publication would bring. */
export type PartKind = 'shown' | 'minimum' | 'ahead' | 'spared' | 'planned';

export interface BarPart {
  readonly kind: PartKind;
  readonly from: string;
  readonly to: string;
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a > b ? a : b);

/** A showing as the parts of a bar, as it stands `today`; none where nothing is shown, or its days are not known yet. */
export function partsOf(days: Days, today: string): BarPart[] {
  const { startsOn, shownFrom, longestUntil, removedOn } = days;
  if (longestUntil === null) return [];
  if (shownFrom === null) return startsOn === null ? [] : part('planned', startsOn, longestUntil);
  const end = removedOn ?? longestUntil;
  const repairable = days.repairableFrom ?? end;
  const now = later(today, shownFrom);
  return [
    ...part('shown', shownFrom, earlier(end, now)),
    ...part('minimum', earlier(now, end), earlier(repairable, end)),
    ...part('ahead', later(now, repairable), end),
    ...(removedOn === null ? [] : part('spared', removedOn, longestUntil)),
  ];
}

const part = (kind: PartKind, from: string, to: string): BarPart[] => (from < to ? [{ kind, from, to }] : []);

/** Every day of it, for an axis that holds them all. */
export function daysOf({ startsOn, shownFrom, repairableFrom, longestUntil, removedOn }: Days): string[] {
  const days = [startsOn, shownFrom, repairableFrom, longestUntil, removedOn];
  return days.filter((day): day is string => day !== null);
}
