const WIDEST = 8;

/** A name on at most two lines of about this many Chinese characters; two Latin letters are as wide as one of these. */
export function linesOf(name: string): string[] {
  if (widthOf(name) <= WIDEST) return [name];
  const breaks = [...name].flatMap((_letter, at) => (isBreak(name, at) ? [at] : []));
  const [middle] = breaks.toSorted((a, b) => unevenness(name, a) - unevenness(name, b));
  if (middle === undefined) return [name];
  return [name.slice(0, middle).trim(), name.slice(middle).trim()];
}

const isWide = (letter: string): boolean => /[\u2e80-\uffef]/.test(letter);

const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (isWide(letter) ? 1 : 0.55), 0);

/** Between any two Chinese characters, or at a space. */
function isBreak(name: string, at: number): boolean {
  return at > 0 && (name[at] === ' ' || (isWide(name[at] ?? '') && isWide(name[at - 1] ?? '')));
}

const unevenness = (name: string, at: number): number =>
  Math.abs(widthOf(name.slice(0, at)) - widthOf(name.slice(at)));
