import type { LocalDate } from '@xianjie/identifiers';
import { conflict, forbidden, invalid } from './refusals.js';

/** What the agency did with a thing: nothing, 先行登记保存, 查封, 扣押, 冻结. */
export const measures = ['NONE', 'PRESERVED', 'SEALED', 'SEIZED', 'FROZEN'] as const;
export type Measure = (typeof measures)[number];

/** 移交, 借用, 退还. */
export const moveKinds = ['HANDED_OVER', 'LENT', 'RETURNED'] as const;
export type MoveKind = (typeof moveKinds)[number];

export interface Officer {
  readonly id: string;
  readonly name: string;
}

/** A line of the list of articles; never changed. */
export interface EvidenceItem {
  readonly id: string;
  readonly transferId: string;
  readonly no: number;
  readonly name: string;
  /** Decimal digits, at most three after the point. */
  readonly quantity: string;
  readonly unit: string;
  readonly features: string | null;
  /** Where it was found, and what proves it. */
  readonly origin: string | null;
  readonly measure: Measure;
  readonly place: string | null;
  /** Organ that held it first. */
  readonly holder: string;
  readonly takenAt: Date;
  readonly externalNo: string | null;
  readonly contentDigest: string;
  readonly registeredBy: Officer;
  readonly registeredAt: Date;
  /** Step of the transfer after which it was registered: who has left sees what was before. */
  readonly afterStep: number;
}

/** Items that changed hands under one receipt; never changed. */
export interface EvidenceMove {
  readonly id: string;
  readonly transferId: string;
  readonly no: number;
  readonly kind: MoveKind;
  readonly itemIds: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly givenBy: string;
  readonly receivedBy: string;
  readonly place: string | null;
  readonly receiptNo: string;
  readonly documentIds: readonly string[];
  readonly reasons: string | null;
  readonly partyToldOn: LocalDate | null;
  readonly movedAt: Date;
  readonly basis: string | null;
  readonly enteredBy: string;
  readonly officer: Officer;
  readonly externalNo: string | null;
  readonly contentDigest: string;
  readonly enteredAt: Date;
  readonly afterStep: number;
}

/** What the other side said of a move. */
export interface Confirmation {
  readonly moveId: string;
  readonly organ: string;
  readonly officer: Officer;
  /** What it found otherwise; null where all is as written. */
  readonly differs: string | null;
  readonly confirmedAt: Date;
}

/** What is said of a move before it is written. */
export interface GivenMove {
  readonly kind: MoveKind;
  readonly items: readonly string[];
  readonly to: string;
  readonly movedAt: Date;
  readonly partyToldOn?: LocalDate | undefined;
}

/** The organs between which things move, and what they know of each other's. */
export interface Surroundings {
  readonly agency: string;
  /** Who takes part in the transfer now. */
  readonly organs: readonly string[];
  readonly items: readonly EvidenceItem[];
  readonly moves: readonly EvidenceMove[];
  readonly now: Date;
  readonly today: LocalDate;
}

const HANDOVER = '国务院令第310号第12条';

/** The move that brought an item where it is; undefined where it never moved. */
export function lastMoveOf(itemId: string, moves: readonly EvidenceMove[]): EvidenceMove | undefined {
  return moves.findLast(({ itemIds }) => itemIds.includes(itemId));
}

/**
 * Who gives, and on which article, once everything allows it: the items have one holder, the caller gives or takes them, what was seized
 * goes to the police only after the party was told (行政强制法第21条), and what is lent or handed over goes back to who had it.
 *
 * Throws DomainError `invalid`: `custody.item-unknown`, `custody.organ`, `custody.time`, `custody.party-not-told`; `conflict`:
 * `custody.holders-differ`, `custody.never-held`; `forbidden`: `custody.not-yours`.
 */
export function checkMove(
  given: GivenMove,
  around: Surroundings,
  caller: string,
): { readonly from: string; readonly basis: string | null } {
  const items = itemsOf(given, around);
  const [from = '', ...others] = new Set(
    items.map(({ id, holder }) => lastMoveOf(id, around.moves)?.to ?? holder),
  );
  if (others.length > 0)
    throw conflict(
      'custody.holders-differ',
      'The items are not held by one organ',
      '所选物品不在同一机关保管',
    );
  if (caller !== from && caller !== given.to)
    throw forbidden(
      'custody.not-yours',
      'Who gives or takes the items registers it',
      '应由移交方或者接收方登记',
    );
  requireOrgan(given, from, around);
  requireTime(given, items, around);
  requireToldParty(given, from, items, around);
  return { from, basis: given.kind === 'HANDED_OVER' && from === around.agency ? HANDOVER : null };
}

function itemsOf({ items: ids }: GivenMove, { items }: Surroundings): EvidenceItem[] {
  const found = ids.map((id) => items.find((item) => item.id === id));
  const index = found.findIndex((item) => item === undefined);
  if (index >= 0)
    throw invalid(
      `items[${index}]`,
      'custody.item-unknown',
      'The transfer has no such item',
      '该案件没有此物品',
    );
  return found.filter((item) => item !== undefined);
}

function requireOrgan({ kind, to, items }: GivenMove, from: string, around: Surroundings): void {
  if (to === from) throw invalid('to', 'custody.organ', 'That organ holds it already', '该机关已在保管');
  if (kind === 'RETURNED') return requireFormerHolder(items, to, around);
  if (!around.organs.includes(to))
    throw invalid('to', 'custody.organ', 'That organ does not have the case', '该机关未接收本案');
}

function requireFormerHolder(ids: readonly string[], to: string, { items, moves }: Surroundings): void {
  const held = (id: string) =>
    items.some((item) => item.id === id && item.holder === to) ||
    moves.some((move) => move.itemIds.includes(id) && move.to === to);
  if (!ids.every(held))
    throw conflict(
      'custody.never-held',
      'That organ never held the items: nothing is returned to it',
      '该机关未曾保管，不能退还',
    );
}

function requireTime(
  { movedAt }: GivenMove,
  items: readonly EvidenceItem[],
  { moves, now }: Surroundings,
): void {
  const since = items.map(({ id, takenAt }) => lastMoveOf(id, moves)?.movedAt ?? takenAt);
  if (movedAt <= now && since.every((at) => at <= movedAt)) return;
  throw invalid(
    'movedAt',
    'custody.time',
    'It changed hands between its last move and now',
    '交接时间须在上一次交接之后、当前之前',
  );
}

function requireToldParty(
  { kind, partyToldOn, to }: GivenMove,
  from: string,
  items: readonly EvidenceItem[],
  { agency, today }: Surroundings,
): void {
  const told = partyToldOn !== undefined && partyToldOn <= today;
  const bound = items.some(({ measure }) => measure !== 'NONE' && measure !== 'PRESERVED');
  if (kind !== 'HANDED_OVER' || from !== agency || to === agency || !bound || told) return;
  throw invalid(
    'partyToldOn',
    'custody.party-not-told',
    'Say when the party was told in writing that seized things go with the case',
    '查封、扣押、冻结的财物随案移送的，须载明书面告知当事人的日期',
  );
}
