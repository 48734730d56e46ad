import { statuteTables } from '@xianjie/statutes';
import { INSTRUMENT_NAMES } from './instrument-names.js';
import { machineSection } from './machine-section.js';
import { markdownTable } from './markdown.js';
import { PREFACE } from './preface.js';
import { ruleSection } from './rule-section.js';

export const LAW_PATH = 'docs/law.md';

/** The whole of docs/law.md. */
export function lawDocument(): string {
  const sections = statuteTables.map((table, index) => ruleSection(table, `${index + 1}.`));
  const last = statuteTables.length;
  return [PREFACE, ...sections, machineSection(`${last + 1}.`), instrumentSection(`${last + 2}.`)].join('\n');
}

function instrumentSection(number: string): string {
  const rows = INSTRUMENT_NAMES.map((names) => [...names]);
  return `## ${number} 文件名称 · Names of instruments

${markdownTable(['引用 Cited as', '名称 Title', 'English'], rows)}
`;
}
