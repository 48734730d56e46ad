import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkCitizenNumber, checkCreditCode, checkPatentNumber } from '@xianjie/identifiers';
import { firstFile, registeredPatents, SAMPLES_UNTIL, secondFile } from './main.js';

const linesOf = (name: string) =>
  readFileSync(new URL(`../../../samples/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

describe('samples', () => {
  it('are what the generator writes', () => {
    expect(linesOf('patents.ndjson')).toEqual(registeredPatents().map((patent) => JSON.stringify(patent)));
    expect(linesOf('leads.ndjson')).toEqual(firstFile().map(({ text }) => text));
    expect(linesOf('leads-second.ndjson')).toEqual(secondFile().map((lead) => JSON.stringify(lead)));
  });

  it('hold 300 leads and more of two provinces, with repeats, wrong lines and a number used twice', () => {
    const lines = firstFile();
    const right = lines.filter(({ breaks, repeats }) => !breaks && !repeats);
    expect(right.length).toBeGreaterThanOrEqual(300);
    expect(lines.filter(({ repeats }) => repeats).length).toBeGreaterThanOrEqual(5);
    expect(new Set(lines.flatMap(({ breaks }) => breaks ?? [])).size).toBeGreaterThanOrEqual(12);
    expect(lines.some(({ breaks }) => breaks === 'lead.number-used')).toBe(true);
  });

  it('carry right check digits wherever they mean to', () => {
    for (const { text, breaks } of firstFile()) {
      if (breaks) continue;
      const { patentNumber, subject } = JSON.parse(text) as {
        patentNumber: string;
        subject: Record<string, string>;
      };
      expect(checkPatentNumber(patentNumber).ok).toBe(true);
      for (const code of [subject['creditCode'], subject['operatorCreditCode']]) {
        if (code !== undefined) expect(checkCreditCode(code)).toMatchObject({ ok: true, pilot: false });
      }
      if (subject['citizenNumber']) expect(checkCitizenNumber(subject['citizenNumber']).ok).toBe(true);
    }
  });

  it('hold patents of every kind, old numbers included, and no event of the future', () => {
    const patents = registeredPatents();
    const types = new Set(
      patents.map(({ patentNumber }) => {
        const checked = checkPatentNumber(patentNumber);
        return checked.ok ? checked.type : 'wrong';
      }),
    );
    expect([...types].sort()).toEqual([
      'DESIGN',
      'INVENTION',
      'PCT_INVENTION',
      'PCT_UTILITY_MODEL',
      'UTILITY_MODEL',
    ]);
    expect(patents.some(({ patentNumber }) => patentNumber.length === 10)).toBe(true);
    const kinds = new Set(patents.flatMap(({ legalEvents }) => legalEvents.map(({ kind }) => kind)));
    for (const kind of ['LAPSED_FEE', 'RESTORED', 'INVALID_FULL', 'INVALID_PART', 'CORRECTED', 'SURRENDERED'])
      expect(kinds).toContain(kind);
    for (const { legalEvents, filedOn } of patents) {
      for (const event of legalEvents)
        expect(event.publishedOn <= SAMPLES_UNTIL && event.effectiveOn >= filedOn).toBe(true);
    }
  });
});
