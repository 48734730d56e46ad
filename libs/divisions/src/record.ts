import { type Interval, intervalOf } from './interval.js';

/**
 * How well a fact is known, best first. `VERIFIED_SECONDARY`: two packages agree, or a published summary says so;
 * `RECALLED`: only one package has it, or nobody looked it up.
 */
export const certainties = ['VERIFIED', 'VERIFIED_SECONDARY', 'RECALLED'] as const;
export type Certainty = (typeof certainties)[number];

/** One line of the data: a code under one name for one stretch of time. */
export interface DivisionRecord {
  readonly code: string;
  readonly name: string;
  readonly interval: Interval;
  /** Letters of the packages that hold it. */
  readonly sources: string;
  /** Codes that took over when this one ended, where known; its own where only the name changed. */
  readonly successors: readonly string[];
  /** That the code stood for this division. */
  readonly certainty: Certainty;
  readonly dating: Dating;
}

/** How its first and last day are known. */
export interface Dating {
  readonly certainty: Certainty;
  /** The document of the change, or what its days were taken from. */
  readonly basis: string;
}

/** A line written by hand: corrects the generated ones of this code and name, or adds one. */
export interface OverlayLine {
  readonly code: string;
  readonly name: string;
  /** As in `intervalOf`; left out: as generated. */
  readonly from?: string;
  readonly to?: string;
  readonly successors?: readonly string[];
  readonly basis: string;
  /** Of the days. */
  readonly certainty: Certainty;
}

/** A generated line before its days are read. */
export interface RawLine {
  readonly code: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly sources: string;
  readonly successors: readonly string[];
}

export function rawLinesOf(text: string): RawLine[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', name = '', from = '', to = '', sources = '', successors = ''] = line.split('|');
      return { code, name, from, to, sources, successors: successors === '' ? [] : successors.split(',') };
    });
}

export function recordOf(line: RawLine, correction?: OverlayLine): DivisionRecord {
  const { code, name, sources } = line;
  const certainty = sources.length > 1 ? 'VERIFIED_SECONDARY' : 'RECALLED';
  return {
    code,
    name,
    interval: intervalOf(line.from, line.to),
    sources,
    successors: line.successors,
    certainty: sources === '' ? (correction?.certainty ?? certainty) : certainty,
    dating: correction
      ? { certainty: correction.certainty, basis: correction.basis }
      : { certainty, basis: 'lists' },
  };
}
