import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { statuteTables, transferGuards, transferTransitions } from '@xianjie/statutes';
import { LAW_PATH, lawDocument } from './document.js';
import { INSTRUMENT_NAMES } from './instrument-names.js';
import { markdownTable } from './markdown.js';

const document = lawDocument();
const rules = statuteTables.flatMap((table) => Object.values(table.rules).flat());

describe('docs/law.md', () => {
  it('is what the tables say: else run npm run law', () => {
    const path = join(import.meta.dirname, '..', '..', '..', LAW_PATH);
    expect(readFileSync(path, 'utf8')).toBe(document);
  });

  it('has a line for each line of the tables, and each step', () => {
    const lines = document.split('\n');
    for (const { key, validFrom } of rules) {
      expect(lines.filter((line) => line.startsWith(`| \`${key}\` | ${validFrom} –`))).toHaveLength(1);
    }
    for (const { event, to, basis } of transferTransitions) {
      expect(
        lines.some(
          (line) => line.includes(`\`${event}\``) && line.includes(`\`${to}\``) && line.includes(basis),
        ),
      ).toBe(true);
    }
    for (const { rule } of transferGuards) expect(document).toContain(`\`${rule}\``);
  });

  it('names every instrument that a basis cites, so that it can be looked up', () => {
    const cited = [...rules, ...transferTransitions, ...transferGuards].flatMap(({ basis }) =>
      basis.split('；'),
    );
    const unknown = cited.filter((basis) => !INSTRUMENT_NAMES.some(([name]) => basis.startsWith(name)));
    expect(unknown).toEqual([]);
  });
});

it('a cell never breaks its table', () => {
  expect(markdownTable(['a', 'b'], [['x|y', 'l1\nl2']])).toBe('| a | b |\n|---|---|\n| x\\|y | l1 l2 |');
});
