import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { clockKeys, clockRule, transferGuards, transferTransitions } from '@xianjie/statutes';
import { INSTRUMENT_NAMES } from './instrument-names.js';
import { TRANSFER_PATH, transferDocument } from './transfer-document.js';
import { transferLimits } from './transfer-limits.js';
import { phases } from './transfer-phases.js';

const document = transferDocument();
const lines = document.split('\n');

describe('docs/transfer.md', () => {
  it('is what the tables say: else run npm run law', () => {
    const path = join(import.meta.dirname, '..', '..', '..', TRANSFER_PATH);
    expect(readFileSync(path, 'utf8')).toBe(document);
  });

  it('shows each step once, with its basis, in the part of its state', () => {
    for (const { from, event, to, basis } of transferTransitions) {
      const begins = from === null ? '| （未经移送' : `| \`${from}\` `;
      const found = lines.filter((line) => line.startsWith(begins) && line.includes(`| \`${event}\` `));
      expect([from, event, found.length]).toEqual([from, event, 1]);
      expect(found[0]).toContain(`| \`${to}\` `);
      expect(found[0]).toContain(basis);
    }
  });

  it('puts each state into one part', () => {
    const states = phases.flatMap(({ states: its }) => its);
    const from = new Set(transferTransitions.map((step) => step.from));
    expect([...states].sort()).toEqual([...from].sort());
  });

  it('has every limit that a step moves or names, and each that is in force once', () => {
    const shown = transferLimits().map(({ key }) => key as string);
    expect(new Set(shown).size).toBe(shown.length);
    const moved = clockKeys.filter((key) => {
      try {
        return clockRule(key, '2026-11-25').events !== null && !key.startsWith('POLICE_EXTENDED');
      } catch {
        return false; // a limit of former law
      }
    });
    const named = transferTransitions.flatMap(({ within, after }) => [within ?? [], after ?? []].flat());
    expect([...new Set([...moved, ...named])].filter((key) => !shown.includes(key))).toEqual([]);
  });

  it('says all guards', () => {
    for (const { rule, zh, en } of transferGuards)
      for (const words of [rule, zh, en]) expect(document).toContain(words);
  });

  it('names instruments in its prose only as they are listed', () => {
    const prose = phases.map(({ says }) => says.zh).join('\n');
    const cited = [...prose.matchAll(/[（；]([^（；）\d]+?(?:〔\d+〕\d+号|第\d+号)?)第\d+条/g)];
    const names = cited.map(([, name]) => name!).filter((name) => name !== '、');
    expect(names.length).toBeGreaterThan(8);
    const known = INSTRUMENT_NAMES.map(([name]) => name);
    expect(names.filter((name) => !known.some((each) => name.startsWith(each)))).toEqual([]);
  });
});
