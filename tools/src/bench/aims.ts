import type { Aim, Figure } from './suite.js';

/** Whether the figure is as it should be; undefined where nothing was aimed at. */
export function isReached({ value, aim }: Pick<Figure, 'value' | 'aim'>): boolean | undefined {
  if (!aim) return undefined;
  if ('atLeast' in aim) return value >= aim.atLeast;
  return 'below' in aim ? value < aim.below : value <= aim.atMost;
}

/** Such as `≥ 0.55 ×`. */
export function aimText(aim: Aim, unit: string): string {
  if ('atLeast' in aim) return `≥ ${amount(aim.atLeast, unit)}`;
  return 'below' in aim ? `< ${amount(aim.below, unit)}` : `≤ ${amount(aim.atMost, unit)}`;
}

/** With as many digits as tell something: `12,345 /s`, `9.87 ms`, `0.583 ×`. */
export function amount(value: number, unit: string): string {
  if (Number.isNaN(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const text = value.toLocaleString('en-US', { maximumFractionDigits: digits });
  return `${text} ${unit}`;
}

/** Figures with their aims, one a line. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    amount(figure.value, figure.unit),
    figure.aim ? aimText(figure.aim, figure.unit) : '',
    { true: 'reached', false: 'MISSED', undefined: '' }[String(isReached(figure))] ?? '',
    figure.about,
  ]);
  const all = [['figure', 'measured', 'aim', '', ''], ...rows];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return all
    .map((row) =>
      row.map((cell, at) => (at === 1 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))),
    )
    .map((row) => row.join('  ').trimEnd())
    .join('\n');
}
