import type { Clock } from '@xianjie/deadlines';
import { TRANSFER_EVENTS, type Text, type TransferEvent } from '@xianjie/statutes';
import type { Case, CaseAct } from '../cases/case.js';
import { isDecisionClock } from '../cases/case-clocks.js';
import type { MilestoneName } from '../cases/case-milestones.js';
import { transferIsAwaited, transferIsOpen } from '../cases/case-notes.js';
import { dayOf, type Lines } from './line.js';
import type { TimelineLine } from './timeline.dto.js';

const TITLES: Readonly<Record<CaseAct['act'], Text>> = {
  opened: { zh: '行政立案', en: 'Case opened' },
  'party-named': { zh: '确定当事人', en: 'Party named' },
  'officers-named': { zh: '确定承办人员', en: 'Officers named' },
  'milestone-recorded': { zh: '登记办理节点', en: 'Step of the case recorded' },
  'findings-recorded': { zh: '登记查明事实', en: 'Findings recorded' },
  'crime-suspected': { zh: '涉嫌犯罪', en: 'Crime suspected' },
  decided: { zh: '作出处理决定', en: 'Decided' },
  annulled: { zh: '决定被撤销', en: 'Decision annulled' },
  'limit-extended': { zh: '延长办案期限', en: 'Limit extended' },
  closed: { zh: '结案', en: 'Case closed' },
  'transfer-noted': { zh: '移送进展', en: 'Transfer noted' },
  'patent-noted': { zh: '专利状态变化', en: 'Patent changed' },
};

const MILESTONES: Readonly<Record<MilestoneName, Text>> = {
  FILED: { zh: '立案', en: 'filed' },
  INVESTIGATED: { zh: '调查终结', en: 'Investigation ended' },
  NOTIFIED: { zh: '行政处罚告知', en: 'Party notified' },
  HEARD: { zh: '听证', en: 'Party heard' },
  DECIDED: { zh: '决定', en: 'Decided' },
  SERVED: { zh: '送达决定', en: 'Decision served' },
  EXECUTED: { zh: '执行完毕', en: 'Decision executed' },
};

/** The history of a case, with every hop of its transfer in the place of the notes on it. */
export function linesOfCase(from: Case, clocks: readonly Clock[], lines: Lines): TimelineLine[] {
  const acts = from.acts.filter(({ act }) => act !== 'transfer-noted');
  return [
    ...acts.map((act) => actLine(from, act, lines)),
    ...transferLines(from, lines),
    ...gapsOf(from, clocks, lines),
  ];
}

function actLine(
  { id, caseNo, agency: own }: Case,
  { act, on, at, agency, officer, what }: CaseAct,
  lines: Lines,
) {
  const milestone = act === 'milestone-recorded' ? MILESTONES[what as MilestoneName] : undefined;
  return lines.done({
    kind: act === 'patent-noted' ? 'patent' : 'case',
    what: `case.${act}`,
    title: milestone ?? TITLES[act],
    ...{ on, at, officer },
    agency: agency ?? (act === 'patent-noted' ? null : own),
    documentNo: act === 'opened' ? caseNo : null,
    note: milestone || act === 'opened' ? null : what,
    link: { type: 'case', id },
  });
}

/** Told to agency, police and procuratorate by every step; papers between others are not in the note. */
function transferLines({ transfer, agency }: Case, lines: Lines): TimelineLine[] {
  if (!transfer) return [];
  const { transferId, openedOn, steps, police, procuratorate } = transfer;
  const link = { type: 'transfer', id: transferId };
  const opened = lines.done({
    ...{ kind: 'transfer', what: 'transfer.OPENED', on: openedOn, agency, link },
    title: { zh: '启动移送程序', en: 'Transfer opened' },
  });
  const organs = [agency, police, procuratorate].filter((organ) => organ !== null);
  const taken = steps.map(({ step, organ, documentNo, effectiveAt, basis }) =>
    lines.done({
      ...{ kind: 'transfer', what: `transfer.${step}`, title: titleOf(step), agency: organ, link },
      to: organs.filter((each) => each !== organ),
      ...{ at: effectiveAt, on: dayOf(effectiveAt), documentNo, basis },
    }),
  );
  return [opened, ...taken];
}

function titleOf(step: string): Text {
  return Object.hasOwn(TRANSFER_EVENTS, step)
    ? TRANSFER_EVENTS[step as TransferEvent]
    : { zh: step, en: step };
}

function gapsOf(from: Case, clocks: readonly Clock[], lines: Lines): TimelineLine[] {
  return [
    ...decisionGap(from, clocks.find(isDecisionClock), lines),
    ...stepGap(from, lines),
    ...dutyGap(from, lines),
  ];
}

function decisionGap({ id, agency }: Case, clock: Clock | undefined, lines: Lines): TimelineLine[] {
  if (clock?.due?.kind !== 'day') return [];
  return [
    lines.awaited({
      ...{ kind: 'case', what: 'case.decision-awaited', on: clock.due.lateAfter, agency },
      title: { zh: '等待作出处理决定', en: 'Decision awaited' },
      basis: clock.rule.basis,
      link: { type: 'case', id },
    }),
  ];
}

function stepGap(from: Case, lines: Lines): TimelineLine[] {
  const { transfer } = from;
  if (!transfer || transfer.dueOn === null || !transferIsOpen(from)) return [];
  return [
    lines.awaited({
      ...{ kind: 'transfer', what: 'transfer.step-awaited', on: transfer.dueOn },
      title: { zh: '等待移送的下一步', en: 'Next step of the transfer awaited' },
      link: { type: 'transfer', id: transfer.transferId },
    }),
  ];
}

/** Findings that carry a duty, and no transfer: the gap begins with them. */
function dutyGap(from: Case, lines: Lines): TimelineLine[] {
  const last = from.findings.at(-1);
  if (!last || !transferIsAwaited(from)) return [];
  return [
    lines.awaited({
      ...{ kind: 'transfer', what: 'transfer.awaited', on: last.recordedOn, agency: from.agency },
      title: { zh: '应当移送公安机关，尚未启动', en: 'Must be transferred to the police, not begun' },
      basis: last.basis,
      link: { type: 'case', id: from.id },
    }),
  ];
}
