import { TRANSFER_EVENTS, TRANSFER_STATES, type TransferState } from '@xianjie/statutes';
import { useEffect, useMemo, useRef } from 'react';
import { Section } from '../../kit/page.js';
import { useText, useWords } from '../../words/words.js';
import type { NextStep, TransferPage } from '../data.js';
import { words } from '../case-page.words.js';
import { boxOf, BOX, size, zoneAt } from './layout.js';
import { linesOf } from './lines.js';
import { MachineLists } from './machine-lists.js';
import {
  isTransferEvent,
  isTransferState,
  type MarkedEdge,
  type Mark,
  type Picture,
  pictureOf,
  tableEdges,
} from './picture.js';
import { zones } from './places.js';
import { pathOf, routesOf } from './routes.js';
import './machine.css';

const routes = new Map(routesOf(tableEdges).map(({ from, to, points }) => [`${from} ${to}`, pathOf(points)]));

/** The state machine of transfers, as the statutes have it, seen from where this transfer stands; the lists beside it say the same. */
export function MachineView({ page, next }: { page: TransferPage; next: readonly NextStep[] }) {
  const say = useWords(words);
  const picture = useMemo(() => pictureOf(page.state, page.steps), [page.state, page.steps]);
  return (
    <Section title={say.picture} extra={<Legend />}>
      <div
        className="machine"
        ref={useShownAt(page.state)}
        tabIndex={0}
        role="group"
        aria-label={say.picture}
      >
        <MachineSvg picture={picture} label={say.pictureAlt(page.stateName)} />
      </div>
      <MachineLists page={page} next={next} />
    </Section>
  );
}

/** Where the picture is wider than the window, the present state is brought into sight. */
function useShownAt(state: string) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element || !isTransferState(state)) return;
    const { x, width } = boxOf(state);
    element.scrollLeft = ((x + width / 2) / size.width) * element.scrollWidth - element.clientWidth / 2;
  }, [state]);
  return frame;
}

function MachineSvg({ picture, label }: { picture: Picture; label: string }) {
  const say = useWords(words);
  const drawn = [...picture.edges].sort((a, b) => weight[a.mark] - weight[b.mark]);
  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={label}>
      <Arrows />
      {zones.map((zone, row) => (
        <text
          key={zone}
          className="machine-zone"
          x={zoneAt(row).x}
          y={zoneAt(row).y}
          dominantBaseline="central"
        >
          {say.zones[zone]}
        </text>
      ))}
      {drawn.map((edge) => (
        <Line key={`${edge.from} ${edge.to}`} edge={edge} />
      ))}
      {Object.entries(picture.states).map(([state, mark]) => (
        <StateBox key={state} state={state as TransferState} mark={mark} />
      ))}
    </svg>
  );
}

const weight = { AHEAD: 0, PAST: 1, NEXT: 2 } as const;

function Arrows() {
  return (
    <defs>
      {(['AHEAD', 'PAST', 'NEXT'] as const).map((mark) => (
        <marker
          key={mark}
          id={`arrow-${mark}`}
          className={`machine-arrow ${mark.toLowerCase()}`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8Z" />
        </marker>
      ))}
    </defs>
  );
}

function Line({ edge: { from, to, mark, events } }: { edge: MarkedEdge }) {
  const text = useText();
  const path = routes.get(`${from} ${to}`);
  if (!path) return null;
  return (
    <path d={path} className={`machine-line ${mark.toLowerCase()}`} markerEnd={`url(#arrow-${mark})`}>
      <title>
        {events
          .filter(isTransferEvent)
          .map((event) => text(TRANSFER_EVENTS[event]))
          .join(' / ')}
      </title>
    </path>
  );
}

function StateBox({ state, mark }: { state: TransferState; mark: Mark }) {
  const text = useText();
  const { x, y } = boxOf(state);
  const lines = linesOf(text(TRANSFER_STATES[state]));
  const top = y + BOX.height / 2 - (lines.length - 1) * 8;
  return (
    <g className={`machine-state ${mark.toLowerCase()}`}>
      <rect x={x} y={y} width={BOX.width} height={BOX.height} rx={6} />
      {lines.map((line, index) => (
        <text
          key={line}
          x={x + BOX.width / 2}
          y={top + index * 16}
          dominantBaseline="central"
          textAnchor="middle"
        >
          {line}
        </text>
      ))}
    </g>
  );
}

function Legend() {
  const say = useWords(words);
  return (
    <ul className="machine-legend">
      {(['HERE', 'PAST', 'NEXT', 'AHEAD'] as const).map((mark) => (
        <li key={mark}>
          <svg width="22" height="14" aria-hidden="true" className={`machine-state ${mark.toLowerCase()}`}>
            <rect x="1" y="1" width="20" height="12" rx="3" />
          </svg>
          {say.legend[mark]}
        </li>
      ))}
    </ul>
  );
}
