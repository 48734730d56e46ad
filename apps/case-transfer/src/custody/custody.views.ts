import { z } from 'zod';
import {
  type Confirmation,
  type EvidenceItem,
  type EvidenceMove,
  lastMoveOf,
  measures,
  moveKinds,
} from './evidence.js';

const officer = z.object({ id: z.string(), name: z.string() });

export const itemView = z.object({
  id: z.string(),
  no: z.number().int(),
  name: z.string(),
  quantity: z.string(),
  unit: z.string(),
  features: z.string().nullable(),
  origin: z.string().nullable(),
  measure: z.enum(measures),
  place: z.string().nullable().meta({ description: 'Where it is kept' }),
  takenAt: z.string(),
  registeredBy: officer,
  registeredAt: z.string(),
  holder: z.string().meta({ description: 'Organ that has it now' }),
  heldSince: z.string(),
  moveNo: z.number().int().nullable().meta({ description: 'The move that brought it there' }),
});

export const moveView = z.object({
  id: z.string(),
  no: z.number().int(),
  kind: z.enum(moveKinds),
  items: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  givenBy: z.string(),
  receivedBy: z.string(),
  place: z.string().nullable(),
  receiptNo: z.string(),
  documents: z.array(z.string()),
  reasons: z.string().nullable(),
  partyToldOn: z.string().nullable(),
  movedAt: z.string(),
  basis: z.string().nullable(),
  enteredBy: z.string(),
  officer,
  enteredAt: z.string(),
  confirmation: z
    .object({ organ: z.string(), officer, differs: z.string().nullable(), confirmedAt: z.string() })
    .nullable()
    .meta({ description: 'Of the side that did not enter it' }),
});

export const custodyView = z.object({ items: z.array(itemView), moves: z.array(moveView) });
export type CustodyView = z.output<typeof custodyView>;

/** Everything that is held, by whom, and how it came there. */
export function custodyViewOf(
  items: readonly EvidenceItem[],
  moves: readonly EvidenceMove[],
  confirmations: readonly Confirmation[],
): CustodyView {
  return {
    items: items.map((item) => itemViewOf(item, moves)),
    moves: moves.map((move) =>
      moveViewOf(
        move,
        confirmations.find(({ moveId }) => moveId === move.id),
      ),
    ),
  };
}

function itemViewOf(item: EvidenceItem, moves: readonly EvidenceMove[]): z.output<typeof itemView> {
  const { id, no, name, quantity, unit, features, origin, measure, registeredBy } = item;
  const last = lastMoveOf(id, moves);
  return {
    ...{ id, no, name, quantity, unit, features, origin, measure, registeredBy },
    place: last ? last.place : item.place,
    takenAt: item.takenAt.toISOString(),
    registeredAt: item.registeredAt.toISOString(),
    holder: last?.to ?? item.holder,
    heldSince: (last?.movedAt ?? item.takenAt).toISOString(),
    moveNo: last?.no ?? null,
  };
}

export function moveViewOf(move: EvidenceMove, confirmation?: Confirmation): z.output<typeof moveView> {
  const { id, no, kind, itemIds, from, to, givenBy, receivedBy, place, receiptNo, documentIds, reasons } =
    move;
  const { partyToldOn, basis, enteredBy, officer: by, movedAt, enteredAt } = move;
  return {
    ...{
      id,
      no,
      kind,
      from,
      to,
      givenBy,
      receivedBy,
      place,
      receiptNo,
      reasons,
      partyToldOn,
      basis,
      enteredBy,
    },
    items: [...itemIds],
    documents: [...documentIds],
    officer: by,
    movedAt: movedAt.toISOString(),
    enteredAt: enteredAt.toISOString(),
    confirmation: confirmation
      ? {
          organ: confirmation.organ,
          officer: confirmation.officer,
          differs: confirmation.differs,
          confirmedAt: confirmation.confirmedAt.toISOString(),
        }
      : null,
  };
}
