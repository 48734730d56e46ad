import type { TransferState } from '@xianjie/statutes';
import { columns, places, rows } from './places.js';

/** Sizes in the picture's own units. */
export const BOX = { width: 112, height: 42 } as const;
export const GUTTER = { x: 34, y: 36 } as const;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export const size = {
  width: columns * BOX.width + (columns + 1) * GUTTER.x,
  height: rows * BOX.height + (rows + 1) * GUTTER.y,
} as const;

export function boxOf(state: TransferState): Box {
  const { column, row } = places[state];
  return {
    x: GUTTER.x + column * (BOX.width + GUTTER.x),
    y: GUTTER.y + row * (BOX.height + GUTTER.y),
    ...BOX,
  };
}

/** Middle of the gutter left of a column, or above a row. */
export const gutterX = (column: number): number => column * (BOX.width + GUTTER.x) + GUTTER.x / 2;
export const gutterY = (row: number): number => row * (BOX.height + GUTTER.y) + GUTTER.y / 2;

/** Where the name of a row stands: in the first row above its first box, in the others where no box is. */
export function zoneAt(row: number): Point {
  const top = GUTTER.y + row * (BOX.height + GUTTER.y);
  return { x: GUTTER.x / 2, y: row === 0 ? top - GUTTER.y / 2 : top + BOX.height / 2 };
}
