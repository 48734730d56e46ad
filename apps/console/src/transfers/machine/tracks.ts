/** A stretch of a line in a gutter: `x` runs down between columns, `y` along between rows. */
export interface Run {
  readonly axis: 'x' | 'y';
  readonly gutter: number;
  /** Lines of one key lie on each other. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

type Named = Pick<Run, 'axis' | 'gutter' | 'key'>;

const nameOf = ({ axis, gutter, key }: Named): string => `${axis}${gutter} ${key}`;

/** How far a line stands from the middle of its gutter, so that lines of different keys do not cover each other. */
export function tracksOf(
  runs: readonly Run[],
  gutters: { readonly x: number; readonly y: number },
): (run: Named) => number {
  const offsets = new Map<string, number>();
  for (const lines of Map.groupBy(merged(runs), ({ axis, gutter }) => `${axis}${gutter}`).values()) {
    const numbers = numbersOf(lines);
    const count = Math.max(...numbers) + 1;
    const wide = gutters[lines[0]?.axis ?? 'x'];
    const step = Math.min(6, (wide - 10) / Math.max(1, count));
    lines.forEach((line, index) => {
      offsets.set(nameOf(line), ((numbers[index] ?? 0) - (count - 1) / 2) * step);
    });
  }
  return (run) => offsets.get(nameOf(run)) ?? 0;
}

/** One line for each key in a gutter, as long as all its stretches together; the longest first. */
function merged(runs: readonly Run[]): Run[] {
  return [...Map.groupBy(runs, nameOf).values()]
    .map((same) => ({
      ...(same[0] as Run),
      from: Math.min(...same.map(({ from }) => from)),
      to: Math.max(...same.map(({ to }) => to)),
    }))
    .sort((a, b) => b.to - b.from - (a.to - a.from) || a.key.localeCompare(b.key));
}

/** The lowest number for each line that none it overlaps has. */
function numbersOf(lines: readonly Run[]): number[] {
  const numbers: number[] = [];
  lines.forEach((line, index) => {
    const taken = new Set(
      lines
        .slice(0, index)
        .flatMap((other, at) => (other.from <= line.to && line.from <= other.to ? [numbers[at]] : [])),
    );
    let number = 0;
    while (taken.has(number)) number += 1;
    numbers.push(number);
  });
  return numbers;
}
