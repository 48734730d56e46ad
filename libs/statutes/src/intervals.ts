import { addDays, checkLocalDate, type LocalDate } from '@xianjie/identifiers';

interface Interval {
  readonly key: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/**
 * What is wrong with the lines of one key: a day that none or two of them hold, a day that does not exist, a line that ends
 * before it begins. Empty where each day from the first on has at most one line and there is no hole.
 */
export function intervalFaults(lines: readonly Interval[]): string[] {
  return lines.flatMap((line, index) => [...ownFaults(line), ...seamFaults(line, lines[index + 1])]);
}

function ownFaults({ key, validFrom, validTo }: Interval): string[] {
  const days = validTo === null ? [validFrom] : [validFrom, validTo];
  const faults = days.filter((day) => !isDay(day)).map((day) => `${key}: ${day} is no day`);
  if (validTo !== null && validTo < validFrom) faults.push(`${key}: ends ${validTo}, before ${validFrom}`);
  return faults;
}

function seamFaults({ key, validTo }: Interval, next: Interval | undefined): string[] {
  if (!next) return [];
  if (validTo === null || next.validFrom <= validTo) {
    return [`${key}: two lines overlap on ${next.validFrom}`];
  }
  if (!isDay(validTo)) return [];
  const gap = addDays(validTo as LocalDate, 1);
  return next.validFrom > gap ? [`${key}: no line from ${gap} until ${next.validFrom}`] : [];
}

/** In canonical form, so that days compare as text. */
function isDay(text: string): boolean {
  const checked = checkLocalDate(text);
  return checked.ok && checked.value === text;
}
