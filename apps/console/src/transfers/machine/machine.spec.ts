import { describe, expect, it } from '@jest/globals';
import { TRANSFER_STATES, type TransferState, transferTransitions } from '@xianjie/statutes';
import { BOX, boxOf, type Point, size, zoneAt } from './layout.js';
import { linesOf } from './lines.js';
import { pictureOf, tableEdges } from './picture.js';
import { columns, places, rows, zones } from './places.js';
import { pathOf, routesOf } from './routes.js';
import { tracksOf } from './tracks.js';

const states = Object.keys(TRANSFER_STATES) as TransferState[];
const routes = routesOf(tableEdges);

describe('the places of the states', () => {
  it('are one each, within the grid', () => {
    expect(Object.keys(places).sort()).toEqual([...states].sort());
    const taken = states.map((state) => `${places[state].column} ${places[state].row}`);
    expect(new Set(taken).size).toBe(states.length);
    expect([columns, rows]).toEqual([7, zones.length]);
  });
});

describe('the names', () => {
  it('of rows stand where no box is', () => {
    for (let row = 1; row < rows; row += 1) {
      const { x, y } = zoneAt(row);
      for (const state of states) {
        const box = boxOf(state);
        expect(x + BOX.width > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height).toBe(
          false,
        );
      }
    }
  });

  it('of states fit on two lines in both languages', () => {
    for (const { zh, en } of Object.values(TRANSFER_STATES)) {
      expect(linesOf(zh).every((line) => line.length <= 8)).toBe(true);
      expect(linesOf(en).every((line) => line.length <= 18)).toBe(true);
      expect(linesOf(en).join(' ')).toBe(en);
      expect(linesOf(zh).join('')).toBe(zh);
    }
  });

  it('break where they are even', () => {
    expect(linesOf('要求说明不立案理由')).toHaveLength(2);
    expect(linesOf('administrative investigation')).toEqual(['administrative', 'investigation']);
    expect(linesOf('审判')).toEqual(['审判']);
  });
});

describe('the lines', () => {
  it('are those of the table, but for steps that stay where they are', () => {
    const table = transferTransitions.filter(({ from, to }) => from !== null && from !== to);
    expect(new Set(routes.map(({ from, to }) => `${from} ${to}`))).toEqual(
      new Set(table.map(({ from, to }) => `${from} ${to}`)),
    );
  });

  it('run down or along, from border to border, inside the picture', () => {
    for (const { points, from, to } of routes) {
      for (const [a, b] of pairs(points)) expect(a.x === b.x || a.y === b.y).toBe(true);
      expect(onBorder(points[0] as Point, from)).toBe(true);
      expect(onBorder(points.at(-1) as Point, to)).toBe(true);
      for (const { x, y } of points) expect(x > 0 && y > 0 && x < size.width && y < size.height).toBe(true);
    }
  });

  it('cross no box', () => {
    const crossings = routes.flatMap(({ from, to, points }) =>
      states
        .filter((state) => pairs(points).some((pair) => crosses(pair, state)))
        .map((state) => `${from}>${to}: ${state}`),
    );
    expect(crossings).toEqual([]);
  });

  it('to different targets never lie on each other in a gutter', () => {
    const runs = ['A', 'B', 'C'].map(
      (key, index) => ({ axis: 'y', gutter: 1, key, from: index * 10, to: 50 }) as const,
    );
    const track = tracksOf(runs, { x: 30, y: 30 });
    expect(new Set(runs.map(track)).size).toBe(3);
  });

  it('lie on one track where they do not meet', () => {
    const runs = [
      { axis: 'y', gutter: 1, key: 'A', from: 0, to: 10 },
      { axis: 'y', gutter: 1, key: 'B', from: 20, to: 30 },
    ] as const;
    const track = tracksOf(runs, { x: 30, y: 30 });
    expect(track(runs[0])).toBe(track(runs[1]));
  });

  it('have round corners that stay between them', () => {
    expect(
      pathOf([
        { x: 0, y: 0 },
        { x: 0, y: 20 },
        { x: 20, y: 20 },
      ]),
    ).toBe('M0 0L0 14Q0 20 6 20L20 20');
    expect(pathOf([])).toBe('');
  });
});

describe('the picture', () => {
  const steps = [
    { no: 1, step: 'CRIME_SUSPECTED', stateBefore: 'INVESTIGATING', stateNow: 'TASK_FORCE' },
    { no: 2, step: 'REPORT_SUBMITTED', stateBefore: 'TASK_FORCE', stateNow: 'AWAIT_APPROVAL' },
  ];

  it('shows where it is, what has been and what may come next', () => {
    const { states: marks, edges } = pictureOf('AWAIT_APPROVAL', steps);
    expect(marks).toMatchObject({
      AWAIT_APPROVAL: 'HERE',
      TASK_FORCE: 'PAST',
      AWAIT_DELIVERY: 'NEXT',
      ADMIN_DISPOSAL: 'NEXT',
      FILED: 'AHEAD',
    });
    const edge = (from: string, to: string) => edges.find((each) => each.from === from && each.to === to);
    expect(edge('TASK_FORCE', 'AWAIT_APPROVAL')).toMatchObject({ mark: 'PAST', taken: [2] });
    expect(edge('AWAIT_APPROVAL', 'AWAIT_DELIVERY')).toMatchObject({
      mark: 'NEXT',
      events: ['APPROVED'],
      taken: [],
    });
    expect(edge('FILED', 'INVESTIGATED_BY_POLICE')).toMatchObject({ mark: 'AHEAD' });
  });

  it('shows a state that may come again as one that may come next', () => {
    const back = [
      ...steps,
      { no: 3, step: 'REJECTED_WITH_REASON', stateBefore: 'AWAIT_APPROVAL', stateNow: 'ADMIN_DISPOSAL' },
    ];
    expect(pictureOf('ADMIN_DISPOSAL', back).states.TASK_FORCE).toBe('NEXT');
  });

  it('tells nothing of where a draft is to whom it is not shown', () => {
    const hidden = [
      { no: 3, step: 'PROC_OPINION_TO_TRANSFER', stateBefore: 'UNDECIDED', stateNow: 'UNDECIDED' },
    ];
    const { states: marks, edges } = pictureOf('UNDECIDED', hidden);
    expect(new Set(Object.values(marks))).toEqual(new Set(['AHEAD']));
    expect(new Set(edges.map(({ mark }) => mark))).toEqual(new Set(['AHEAD']));
  });
});

const pairs = (points: readonly Point[]) =>
  points.slice(1).map((point, index) => [points[index] as Point, point] as const);

function onBorder({ x, y }: Point, state: TransferState): boolean {
  const box = boxOf(state);
  const within = x >= box.x && x <= box.x + BOX.width && y >= box.y && y <= box.y + BOX.height;
  return within && (x === box.x || x === box.x + BOX.width || y === box.y || y === box.y + BOX.height);
}

function crosses([a, b]: readonly [Point, Point], state: TransferState): boolean {
  const box = boxOf(state);
  return (
    Math.max(a.x, b.x) > box.x &&
    Math.min(a.x, b.x) < box.x + BOX.width &&
    Math.max(a.y, b.y) > box.y &&
    Math.min(a.y, b.y) < box.y + BOX.height
  );
}
