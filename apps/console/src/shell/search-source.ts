import type { AreaName } from '../areas.js';

export interface Hit {
  /** The page it opens. */
  readonly to: string;
  readonly title: string;
  readonly details: string;
}

/** Where an area looks for what was typed into the search; it finds nothing for what cannot be one of its numbers. */
export interface SearchSource {
  readonly area: AreaName;
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly Hit[]>;
}
