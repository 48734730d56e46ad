import type { AreaName } from '../areas.js';
import type { Words } from '../words/words.js';

export interface Hit {
  /** The page it opens. */
  readonly to: string;
  readonly title: string;
  readonly details: string;
}

export interface Asked {
  /** Ends the requests of what was typed before. */
  readonly signal: AbortSignal;
  /** The officer's scopes: what they do not let one read is not asked for. */
  readonly scopes: readonly string[];
}

/** Where an area looks for what was typed into the search; it finds nothing for what cannot be one of its numbers or names. */
export interface SearchSource {
  readonly area: AreaName;
  /** By what it finds, in words. */
  readonly by: Words<string>;
  readonly find: (text: string, asked: Asked) => Promise<readonly Hit[]>;
}

/** Things of one area that are shown. */
export const MOST_HITS = 5;

/** Each thing once, what was found by a number before what was found by a name. */
export function once(found: readonly (readonly Hit[])[], most = MOST_HITS): Hit[] {
  const hits = new Map<string, Hit>();
  for (const hit of found.flat()) if (!hits.has(hit.to)) hits.set(hit.to, hit);
  return [...hits.values()].slice(0, most);
}
