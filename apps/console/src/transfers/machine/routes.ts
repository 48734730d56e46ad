import type { TransferState } from '@xianjie/statutes';
import { BOX, boxOf, GUTTER, gutterX, gutterY, type Point } from './layout.js';
import { places } from './places.js';
import { type Run, tracksOf } from './tracks.js';

/** A way from one state to another. */
export interface Edge {
  readonly from: TransferState;
  readonly to: TransferState;
}

export interface Route extends Edge {
  /** Corners, from the source's border to the target's. */
  readonly points: readonly Point[];
}

/** Neighbours are joined by a straight line; all others go through the gutters between the boxes. */
export function routesOf(edges: readonly Edge[]): Route[] {
  const drawn = edges.filter(({ from, to }) => from !== to);
  const isDouble = ({ from, to }: Edge) => drawn.some((other) => other.from === to && other.to === from);
  const far = drawn.filter((edge) => !areNeighbours(edge));
  const tracks = tracksOf(far.flatMap(runsOf), { x: GUTTER.x, y: GUTTER.y });
  return drawn.map((edge) => ({
    ...edge,
    points: areNeighbours(edge) ? straight(edge, isDouble(edge)) : aroundBoxes(edge, tracks),
  }));
}

function areNeighbours({ from, to }: Edge): boolean {
  const a = places[from];
  const b = places[to];
  return Math.abs(a.column - b.column) + Math.abs(a.row - b.row) === 1;
}

/** Two lines between the same boxes run beside each other, each on its right. */
function straight({ from, to }: Edge, isDouble: boolean): Point[] {
  const a = boxOf(from);
  const b = boxOf(to);
  const shift = isDouble ? 7 : 0;
  if (a.y === b.y) {
    const right = a.x < b.x;
    const y = a.y + BOX.height / 2 + (right ? -shift : shift);
    return right
      ? [
          { x: a.x + BOX.width, y },
          { x: b.x, y },
        ]
      : [
          { x: a.x, y },
          { x: b.x + BOX.width, y },
        ];
  }
  const down = a.y < b.y;
  const x = a.x + BOX.width / 2 + (down ? shift : -shift);
  return down
    ? [
        { x, y: a.y + BOX.height },
        { x, y: b.y },
      ]
    : [
        { x, y: a.y },
        { x, y: b.y + BOX.height },
      ];
}

/** Through which gutters a far edge runs: out of its box, along the rows, at the side of its target's column, and in. */
interface Way {
  readonly leaves: number;
  readonly enters: number;
  /** Null where it leaves and enters by the same gutter. */
  readonly side: number | null;
}

function wayOf({ from, to }: Edge): Way {
  const a = places[from];
  const b = places[to];
  const leaves = a.row < b.row ? a.row + 1 : a.row;
  const enters = a.row < b.row ? b.row : a.row > b.row ? b.row + 1 : b.row;
  const side = leaves === enters ? null : a.column <= b.column ? b.column : b.column + 1;
  return { leaves, enters, side };
}

/** Lines to one target share a track, as they share their end. */
function runsOf(edge: Edge): Run[] {
  const { leaves, enters, side } = wayOf(edge);
  const from = centreX(edge.from);
  const to = centreX(edge.to);
  if (side === null) return [run('y', leaves, edge.to, from, to)];
  const x = gutterX(side);
  return [
    run('y', leaves, edge.to, from, x),
    run('x', side, edge.to, gutterY(leaves), gutterY(enters)),
    run('y', enters, edge.to, x, to),
  ];
}

const run = (axis: 'x' | 'y', gutter: number, key: string, a: number, b: number): Run => ({
  axis,
  gutter,
  key,
  from: Math.min(a, b),
  to: Math.max(a, b),
});

const centreX = (state: TransferState): number => boxOf(state).x + BOX.width / 2;

function aroundBoxes(edge: Edge, track: (run: Pick<Run, 'axis' | 'gutter' | 'key'>) => number): Point[] {
  const { leaves, enters, side } = wayOf(edge);
  const a = boxOf(edge.from);
  const b = boxOf(edge.to);
  const out = { x: centreX(edge.from) + 14, y: gutterY(leaves) > a.y ? a.y + BOX.height : a.y };
  const into = { x: centreX(edge.to) - 14, y: gutterY(enters) > b.y ? b.y + BOX.height : b.y };
  const y1 = gutterY(leaves) + track({ axis: 'y', gutter: leaves, key: edge.to });
  if (side === null) return [out, { x: out.x, y: y1 }, { x: into.x, y: y1 }, into];
  const x = gutterX(side) + track({ axis: 'x', gutter: side, key: edge.to });
  const y2 = gutterY(enters) + track({ axis: 'y', gutter: enters, key: edge.to });
  return [out, { x: out.x, y: y1 }, { x, y: y1 }, { x, y: y2 }, { x: into.x, y: y2 }, into];
}

/** An SVG path with round corners. */
export function pathOf(points: readonly Point[], radius = 6): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const corners = rest.slice(0, -1).map((corner, index) => {
    const before = points[index] as Point;
    const after = rest[index + 1] as Point;
    const near = towards(corner, before, radius);
    const far = towards(corner, after, radius);
    return `L${near.x} ${near.y}Q${corner.x} ${corner.y} ${far.x} ${far.y}`;
  });
  const last = rest.at(-1) ?? first;
  return `M${first.x} ${first.y}${corners.join('')}L${last.x} ${last.y}`;
}

function towards(corner: Point, other: Point, radius: number): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y);
  if (length === 0) return corner;
  const part = Math.min(radius, length / 2) / length;
  return { x: corner.x + (other.x - corner.x) * part, y: corner.y + (other.y - corner.y) * part };
}
