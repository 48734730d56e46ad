import { readFileSync } from 'node:fs';
import type { LocalDate } from '@xianjie/identifiers';
import { describe, expect, it } from '@jest/globals';
import { checkDivisionCode, divisionOf, provinces } from './index.js';

interface Vectors {
  readonly provinces: readonly { readonly code: string; readonly name: string }[];
  readonly freshnessProbes: readonly {
    readonly code: string;
    readonly name: string;
    readonly since: string;
  }[];
  readonly structure: readonly {
    readonly code: string;
    readonly level: string;
    readonly parent: string | null;
  }[];
  readonly invalid: readonly string[];
}

const vectors = JSON.parse(
  readFileSync(new URL('./vectors/divisions.json', import.meta.url), 'utf8'),
) as Vectors;

describe('the vectors', () => {
  it('hold all provinces, and no others are in force', () => {
    expect(provinces().map(({ code, name }) => ({ code, name }))).toEqual(vectors.provinces);
  });

  it.each(vectors.freshnessProbes)('$code $name is known since $since', ({ code, name, since }) => {
    expect(checkDivisionCode(code)).toMatchObject({ ok: true, value: code, division: { name } });
    expect(checkDivisionCode(code, `${since}-12-31` as LocalDate).ok).toBe(true);
    const before = checkDivisionCode(code, `${Number(since) - 1}-12-31` as LocalDate);
    expect(before).toMatchObject({ ok: false, refusal: { rule: 'division.not-yet' } });
  });

  it.each(vectors.structure)('$code is $level below $parent', ({ code, level, parent }) => {
    expect(divisionOf(code)).toMatchObject({ form: level, parent });
  });

  it.each(vectors.invalid)('%s is refused', (code) => {
    expect(checkDivisionCode(code).ok).toBe(false);
  });
});
