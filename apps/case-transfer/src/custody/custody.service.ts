import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { EvidenceMoved } from '@xianjie/contracts';
import { canonicalJson } from '@xianjie/envelopes';
import { DomainError } from '@xianjie/errors';
import { type LocalDate, newId } from '@xianjie/identifiers';
import { type Actor, assertOwnAgency } from '@xianjie/identity';
import { appendToOutbox } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { documentsOf } from '../documents/documents.store.js';
import type { Reader } from '../transfers/readers.store.js';
import { isOfContent } from '../transfers/steps.store.js';
import { isDraftFor } from '../transfers/transfer-view.js';
import { findSeated, holdTransfer } from '../transfers/transfers.store.js';
import type { Transfer } from '../transfers/transfer.js';
import type { GivenItems, GivenMoveItems } from './custody.dto.js';
import {
  confirmationsOf,
  insertConfirmation,
  insertItems,
  insertMove,
  itemsOf,
  listUnder,
  movesOf,
  moveUnder,
} from './custody.store.js';
import { type CustodyView, custodyViewOf } from './custody.views.js';
import { checkMove, type EvidenceItem, type EvidenceMove, type Surroundings } from './evidence.js';
import { conflict, forbidden, invalid, requireOfficer } from './refusals.js';

/** Evidence 证据保管: the list of articles, and every hand-over with organ, officers, time and receipt. */
@Injectable()
export class CustodyService {
  constructor(private readonly clock: Clock) {}

  /** What the organ may see of it. Throws `not-found` (`transfer.unknown`). */
  async show(tx: Tx, transferId: string, actor: Actor): Promise<CustodyView> {
    const { transfer, reader } = await findSeated(tx, transferId, actor.agency.id);
    const shown = shownTo(transfer, reader);
    const items = (await itemsOf(tx, transferId)).filter(shown);
    const moves = (await movesOf(tx, transferId)).filter(shown);
    return custodyViewOf(items, moves, await confirmationsOf(tx, transferId));
  }

  /**
   * The agency adds lines to the list of articles of its case. The same list again changes nothing. Throws `not-found`, `forbidden`
   * (`agency.not-own`, `officer.needed`), `conflict` (`transfer.closed`, `custody.number-used`), `invalid` (`custody.time`).
   */
  async register(tx: Tx, transferId: string, given: GivenItems, actor: Actor): Promise<void> {
    const transfer = await hold(tx, transferId, actor);
    assertOwnAgency(actor, transfer.agency);
    const contentDigest = digestOf({ transferId, ...given });
    const [known] = given.externalNo ? await listUnder(tx, transfer.agency, given.externalNo) : [];
    if (known) return requireSame(tx, known, contentDigest, given.externalNo);
    const registeredBy = requireOfficer(actor);
    if (transfer.closedOn !== null)
      throw conflict('transfer.closed', 'The transfer is closed', '该移送案件已办结');
    const now = this.clock.now();
    requireTaken(given, now);
    const { agency: holder, stepNo: afterStep } = transfer;
    const externalNo = given.externalNo ?? null;
    const listed = (await itemsOf(tx, transferId)).length;
    const common = {
      transferId,
      holder,
      externalNo,
      contentDigest,
      registeredBy,
      registeredAt: now,
      afterStep,
    };
    const items = given.items.map((item, index) => ({ ...common, ...newItem(item, listed + index + 1) }));
    await insertItems(tx, transferId, items);
    await recordAudit(tx, actor, 'evidence.register', transferId, { items: items.length });
  }

  /** Items change hands. The same number again changes nothing. Throws as `checkMove`, and `not-found`, `forbidden` (`officer.needed`). */
  async move(tx: Tx, transferId: string, given: GivenMoveItems, actor: Actor): Promise<EvidenceMove> {
    const transfer = await hold(tx, transferId, actor);
    const contentDigest = digestOf({ transferId, ...given });
    const known = given.externalNo ? await moveUnder(tx, actor.agency.id, given.externalNo) : undefined;
    if (known) {
      await requireSame(tx, known, contentDigest, given.externalNo);
      return known;
    }
    const officer = requireOfficer(actor);
    const around = await this.surroundings(tx, transfer);
    const asked = { ...given, movedAt: new Date(given.movedAt) };
    const decided = checkMove(asked, around, actor.agency.id);
    const documentIds = given.documents ?? [];
    await requireDocuments(tx, transferId, documentIds, actor.agency.id);
    const { stepNo: afterStep } = transfer;
    const move: EvidenceMove = {
      ...{
        id: newId(),
        transferId,
        no: around.moves.length + 1,
        afterStep,
        enteredBy: actor.agency.id,
        officer,
      },
      ...{ enteredAt: this.clock.now(), contentDigest, documentIds, ...decided, ...saidOf(given) },
    };
    await insertMove(tx, move);
    appendToOutbox(tx, EvidenceMoved, movedEvent(transfer, move));
    const { id, kind, itemIds } = move;
    await recordAudit(tx, actor, 'evidence.move', id, { transferId, kind, items: itemIds.length });
    return move;
  }

  /**
   * The side that did not enter a move says that it is so, or what differs; once. Throws `not-found` (`custody.move-unknown`), `forbidden`
   * (`custody.not-yours`, `officer.needed`), `conflict` (`custody.confirmed`).
   */
  async confirm(
    tx: Tx,
    transferId: string,
    moveId: string,
    differs: string | null,
    actor: Actor,
  ): Promise<void> {
    await hold(tx, transferId, actor);
    const move = (await movesOf(tx, transferId)).find(({ id }) => id === moveId);
    if (!move) throw unknownMove(moveId);
    const organ = actor.agency.id;
    if (organ === move.enteredBy || (organ !== move.from && organ !== move.to))
      throw forbidden('custody.not-yours', 'The other side confirms it', '应由交接的另一方确认');
    const officer = requireOfficer(actor);
    const said = { moveId, organ, officer, differs, confirmedAt: this.clock.now() };
    if (!(await insertConfirmation(tx, transferId, said)))
      throw conflict('custody.confirmed', 'It was confirmed before', '该次交接已经确认');
    await recordAudit(tx, actor, 'evidence.confirm', moveId, { transferId, differs: differs !== null });
  }

  private async surroundings(tx: Tx, transfer: Transfer): Promise<Surroundings> {
    const { id, agency, police, procuratorate, deliveredAt } = transfer;
    const withCase = deliveredAt === null ? null : police;
    return {
      agency,
      organs: [agency, withCase, procuratorate].filter((organ) => organ !== null),
      items: await itemsOf(tx, id),
      moves: await movesOf(tx, id),
      now: this.clock.now(),
      today: this.clock.today() as LocalDate,
    };
  }
}

/** The transfer, locked with its case, for an organ that has not left it. Throws `not-found`, `forbidden` (`transfer.forwarded`). */
async function hold(tx: Tx, transferId: string, { agency }: Actor): Promise<Transfer> {
  const { reader } = await findSeated(tx, transferId, agency.id);
  if (reader.untilStep !== null)
    throw forbidden('transfer.forwarded', 'Another organ has the case now', '案件已转送其他机关');
  return holdTransfer(tx, transferId);
}

/** Who has left sees what was before; of a draft, its agency alone sees what was written in it. */
function shownTo(transfer: Transfer, reader: Reader): (row: { readonly afterStep: number }) => boolean {
  const { untilStep } = reader;
  if (untilStep !== null) return ({ afterStep }) => afterStep <= untilStep;
  return isDraftFor(transfer, reader) ? ({ afterStep }) => afterStep < (transfer.draftFrom ?? 0) : () => true;
}

type NewItem = Pick<
  EvidenceItem,
  'id' | 'no' | 'name' | 'quantity' | 'unit' | 'features' | 'origin' | 'measure' | 'place' | 'takenAt'
>;

function newItem(
  { features, origin, place, takenAt, ...given }: GivenItems['items'][number],
  no: number,
): NewItem {
  const said = { features: features ?? null, origin: origin ?? null, place: place ?? null };
  return { id: newId(), no, ...given, ...said, takenAt: new Date(takenAt) };
}

function saidOf(given: GivenMoveItems) {
  const {
    kind,
    items,
    to,
    givenBy,
    receivedBy,
    receiptNo,
    place,
    reasons,
    partyToldOn,
    movedAt,
    externalNo,
  } = given;
  return {
    ...{ kind, itemIds: [...new Set(items)], to, givenBy, receivedBy, receiptNo, movedAt: new Date(movedAt) },
    ...{ place: place ?? null, reasons: reasons ?? null, partyToldOn: partyToldOn ?? null },
    externalNo: externalNo ?? null,
  };
}

function movedEvent({ caseId }: Transfer, move: EvidenceMove): EvidenceMoved {
  const { transferId, no, kind, itemIds, from, to, receiptNo, movedAt } = move;
  const organs = { fromOrgan: from, toOrgan: to };
  return {
    ...{ transferId, caseId, moveNo: no, kind, items: itemIds.length, ...organs, receiptNo },
    movedAt: movedAt.toISOString(),
  };
}

async function requireSame(
  tx: Tx,
  known: Pick<EvidenceItem, 'transferId' | 'contentDigest'>,
  digest: string,
  externalNo = '',
): Promise<void> {
  if (await isOfContent(tx, known, digest)) return;
  throw conflict(
    'custody.number-used',
    `Number ${externalNo} was used for something else`,
    `编号 ${externalNo} 已用于其他登记`,
  );
}

function requireTaken({ items }: GivenItems, now: Date): void {
  const index = items.findIndex(({ takenAt }) => new Date(takenAt) > now);
  if (index >= 0)
    throw invalid(`items[${index}].takenAt`, 'custody.time', 'It lies in the future', '时间不得晚于当前');
}

async function requireDocuments(
  tx: Tx,
  transferId: string,
  ids: readonly string[],
  owner: string,
): Promise<void> {
  const own = (await documentsOf(tx, transferId)).filter((each) => each.owner === owner).map(({ id }) => id);
  const index = ids.findIndex((id) => !own.includes(id));
  if (index < 0) return;
  const id = ids[index] ?? '';
  throw invalid(
    `documents[${index}]`,
    'document.unknown',
    `The transfer has no document ${id} of yours`,
    `该移送案件中没有本机关登记的文书 ${id}`,
  );
}

function unknownMove(id: string): DomainError {
  return new DomainError('not-found', 'custody.move-unknown', `There is no move ${id}`, {
    zh: `没有交接 ${id}`,
  });
}

const digestOf = (given: unknown): string => createHash('sha256').update(canonicalJson(given)).digest('hex');
