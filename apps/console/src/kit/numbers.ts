/** Kinds of numbers that people read aloud and copy. */
export type NumberKind = 'credit-code' | 'patent' | 'plain';

/** Groups for the eye alone: a copy holds none of the spaces. Credit codes as 2-6-9-1 (GB 32100), patent numbers as year and serial. */
export function grouped(number: string, kind: NumberKind): string[] {
  if (kind === 'credit-code' && number.length === 18) return cut(number, 2, 6, 9, 1);
  if (kind === 'patent') return patentGroups(number);
  return [number];
}

function patentGroups(number: string): string[] {
  const [body = '', check] = number.split('.');
  const year = body.length === 12 ? 4 : 2;
  if (body.length !== 12 && body.length !== 8) return [number];
  return [
    body.slice(0, year),
    body.slice(year, year + 1),
    `${body.slice(year + 1)}${check ? `.${check}` : ''}`,
  ];
}

function cut(text: string, ...lengths: readonly number[]): string[] {
  let from = 0;
  return lengths.map((length) => text.slice(from, (from += length)));
}

/** `1.2 MB`, of a file. */
export function sizeText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)));
  const value = bytes / 1024 ** step;
  return `${step === 0 ? value : value.toFixed(1)} ${units[step]}`;
}
