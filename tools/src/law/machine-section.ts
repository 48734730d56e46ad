import {
  DELIVERY_DOCUMENTS,
  FINAL_TRANSFER_STATES,
  INITIAL_TRANSFER_STATE,
  type Text,
  TRANSFER_ACTORS,
  TRANSFER_EVENTS,
  TRANSFER_STATES,
  transferGuards,
  type Transition,
  transferTransitions,
} from '@xianjie/statutes';
import { markdownTable } from './markdown.js';
import { sayCertainty } from './rule-section.js';

/** `` `FILED` 刑事立案 · filed ``. */
export const named = (code: string, { zh, en }: Text): string => `\`${code}\` ${zh} · ${en}`;

/** The transfer machine: its steps, its guards, and the papers of a delivery. */
export function machineSection(number: string): string {
  const start = named(INITIAL_TRANSFER_STATE, TRANSFER_STATES[INITIAL_TRANSFER_STATE]);
  const ends = FINAL_TRANSFER_STATES.map((state) => named(state, TRANSFER_STATES[state]));
  return `## ${number} 移送程序的状态与步骤 · States and steps of a transfer

起始状态 Initial：${start}；终结 Final：${ends.join('、')}。表中没有的步骤不得发生；期限届满本身不改变状态。
What is not in the table may not happen; a limit that passes never changes a state by itself.

${stepsTable()}

### 约束 Guards

${guardsTable()}

### 移送材料 Papers of a delivery

${Object.entries(DELIVERY_DOCUMENTS)
  .map(([code, words]) => `- ${named(code, words)}`)
  .join('\n')}
`;
}

function stepsTable(): string {
  const head = [
    '状态 State',
    '事件 Event',
    '转入 To',
    '行为人 Actor',
    '期限与说明',
    'Limit and note',
    '依据 Basis',
    '确定性 Certainty',
  ];
  return markdownTable(head, transferTransitions.map(stepRow));
}

function stepRow(step: Transition): readonly string[] {
  const limits = limitsOf(step);
  return [
    step.from === null
      ? '（未经移送的案件 no earlier transfer）'
      : named(step.from, TRANSFER_STATES[step.from]),
    named(step.event, TRANSFER_EVENTS[step.event]),
    `\`${step.to}\``,
    TRANSFER_ACTORS[step.actor].zh,
    limits.map(({ zh }) => zh).join('；'),
    limits.map(({ en }) => en).join('; '),
    step.basis,
    `${sayCertainty(step.certainty)}${readingOf(step.reading)}`,
  ];
}

function limitsOf({ within, after, note }: Transition): readonly Text[] {
  return [
    ...(within ? [{ zh: `期限 \`${within}\``, en: `within \`${within}\`` }] : []),
    ...(after ? [{ zh: `\`${after}\` 届满后`, en: `after \`${after}\`` }] : []),
    ...(note ? [note] : []),
  ];
}

/** What stands behind the certainty of a step: how far the text was read. */
export function readingOf(reading: Transition['reading']): string {
  if (reading === 'MODELLED') return '（依条文建模 modelled on the article）';
  return reading === 'EXCERPT' ? '（仅阅摘录 excerpt only）' : '';
}

/** What holds beside the steps. */
export function guardsTable(): string {
  return markdownTable(
    ['编号 Id', '规则 Rule', '内容', 'What it says', '依据 Basis', '确定性 Certainty'],
    transferGuards.map(({ id, rule, zh, en, basis, certainty, reading }) => [
      id,
      `\`${rule}\``,
      zh,
      en,
      basis,
      `${sayCertainty(certainty)}${readingOf(reading)}`,
    ]),
  );
}
