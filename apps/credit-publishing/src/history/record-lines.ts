import type { LocalDate } from '@xianjie/identifiers';
import type { Text } from '@xianjie/statutes';
import type { Decision } from '../decisions/decision.js';
import type { PublicityRecord } from '../publicity/publicity-record.js';
import type { Showing } from '../publicity/showing.js';
import { ahead, dayOf, type HistoryLine, line } from './history.js';
import type { Audited } from './history.store.js';

const TITLES: Readonly<Record<string, Text>> = {
  'publicity.prepare': { zh: '收到决定，生成公示信息', en: 'Decision received, record prepared' },
  'publicity.publish': { zh: '公示', en: 'Shown to the public' },
  'publicity.correct': { zh: '更正公示内容', en: 'Corrected' },
  'publicity.withhold': { zh: '决定不予公示', en: 'Withheld' },
  'publicity.take-back': { zh: '撤回公示', en: 'Taken back' },
  'publicity.withdraw': { zh: '决定被撤销，停止公示', en: 'Withdrawn with its decision' },
  'publicity.term-end': { zh: '公示期届满，停止公示', en: 'Term ended, shown no longer' },
};

/** What was done with a record, by whom and why; what is awaited, and what its period brings. */
export function linesOfRecord(
  record: PublicityRecord,
  decision: Decision,
  acts: readonly Audited[],
  showing: Showing,
  today: LocalDate,
): HistoryLine[] {
  return [
    line({
      ...{ on: decision.decidedOn, what: 'decision.made', agency: decision.agency },
      title: { zh: '作出行政处罚决定', en: 'Penalty decided' },
      documentNo: decision.decisionNo,
      basis: decision.legalBasis,
    }),
    ...annulment(decision),
    ...acts.flatMap((act) => linesOfAct(act, record, decision)),
    ...awaited(record, today),
    ...toCome(record, showing, today),
  ];
}

function linesOfAct(
  { act, at, agency, details }: Audited,
  record: PublicityRecord,
  decision: Decision,
): HistoryLine[] {
  const title = TITLES[act];
  if (!title) return [];
  const { reason, documentNo, on } = details ?? {};
  const told = typeof on === 'string' ? (on as LocalDate) : dayOf(at);
  return [
    line({
      ...{ what: act, title, agency, at: at.toISOString(), on: dayOfAct(act, record, decision) ?? told },
      reason: typeof reason === 'string' ? reason : null,
      documentNo: typeof documentNo === 'string' ? documentNo : null,
      basis: act === 'publicity.publish' ? record.basis : null,
      certainty: act === 'publicity.publish' ? record.certainty : null,
    }),
  ];
}

/** The day that the record keeps; the trail's moment says when it was entered. */
function dayOfAct(
  act: string,
  { publishedOn, removedOn }: PublicityRecord,
  { receivedAt }: Decision,
): LocalDate | null {
  if (act === 'publicity.prepare') return dayOf(receivedAt);
  if (act === 'publicity.publish') return publishedOn;
  return ['publicity.take-back', 'publicity.term-end', 'publicity.withdraw'].includes(act) ? removedOn : null;
}

function annulment({ annulledOn, annulledDocumentNo: documentNo, agency }: Decision): HistoryLine[] {
  if (annulledOn === null) return [];
  const title = { zh: '处罚决定被撤销', en: 'Decision annulled' };
  return [
    line({ on: annulledOn, what: 'decision.annulled', title, agency, documentNo, basis: '行政处罚法第48条' }),
  ];
}

function awaited({ status, publishBy, marking }: PublicityRecord, today: LocalDate): HistoryLine[] {
  if (status !== 'prepared' || publishBy === null) return [];
  const state = publishBy < today ? 'late' : 'waiting';
  const title = { zh: '等待公示', en: 'Publication awaited' };
  return [line({ on: publishBy, what: 'publicity.awaited', title, agency: marking.owner, state })];
}

function toCome(
  { status, basis, certainty }: PublicityRecord,
  showing: Showing,
  today: LocalDate,
): HistoryLine[] {
  if (status !== 'published') return [];
  const { repairableFrom, repairBasis, repairCertainty, longestUntil } = showing;
  const repairable = ahead(
    {
      ...{ on: repairableFrom, what: 'repair.possible', basis: repairBasis, certainty: repairCertainty },
      title: { zh: '可以申请信用修复', en: 'Repair may be asked for' },
    },
    today,
  );
  const title = { zh: '公示期届满', en: 'Term ends' };
  return [
    ...repairable,
    ...ahead({ on: longestUntil, what: 'publicity.term', title, basis, certainty }, today),
  ];
}
