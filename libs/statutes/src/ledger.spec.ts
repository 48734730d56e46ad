import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Statutes, type StatuteBook, statuteTables } from './index.js';
import { formatYuan } from './money.js';

/** `key first..last certainty figures`: every line of the tables, written down a second time, by hand. */
const ledger = readFileSync(new URL('./vectors/ledger.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

const lines = (book: StatuteBook) => statuteTables.flatMap((table) => book.linesOf(table)).map(entryOf);

function entryOf(rule: ReturnType<StatuteBook['linesOf']>[number]): string {
  const until = rule.validTo ?? '';
  const recalled = rule.dateRecalled ? ' date-recalled' : '';
  return `${rule.key} ${rule.validFrom}..${until} ${rule.certainty}${recalled} ${figuresOf(rule.params)}`.trim();
}

/** All params but words: amounts in yuan, periods as `3 DAYS`. */
function figuresOf(params: unknown): string {
  return Object.entries(params as Record<string, unknown>)
    .filter(([, value]) => !isText(value))
    .map(([name, value]) => `${name}=${figureOf(value)}`)
    .join(' ');
}

function figureOf(value: unknown): string {
  if (typeof value === 'bigint') return formatYuan(value);
  if (Array.isArray(value)) return value.map(figureOf).join('+');
  if (typeof value !== 'object' || value === null) return String(value);
  if ('kind' in value && 'n' in value) return `${value.n}-${value.kind}`;
  return Object.entries(value)
    .map(([name, events]) => `${name}:${(events as string[]).join('+')}`)
    .join(',');
}

const isText = (value: unknown) => typeof value === 'object' && value !== null && 'zh' in value;

describe('the tables', () => {
  it('hold the figures, days and certainties of the ledger, and no others', () => {
    expect(lines(Statutes.inForce().book)).toEqual(ledger);
  });
});
