import type { LocalDate } from '@xianjie/identifiers';
import { describe, expect, it } from '@jest/globals';
import { type OverlayLine, rawLinesOf } from './record.js';
import { recordOn, registerOf } from './register.js';

const lines = rawLinesOf(`
990000|甲省|||igq
990100|乙市|1990||igq
990101|丙区|1990||i
992100|乙地区||1990|ig|990100
992121|丙县||1990|ig|990101
992200|丁地区||1990|ig|990100
992221|戊县||1990|ig|990121
992222|己县||1990|ig|990221
`);

describe('a register', () => {
  const register = registerOf(lines, []);

  it('rates a code by the number of packages that hold it', () => {
    expect(register.recordsOf('990100')[0]?.certainty).toBe('VERIFIED_SECONDARY');
    expect(register.recordsOf('990101')[0]?.certainty).toBe('RECALLED');
  });

  it('lets a prefecture take over from another one that came to it whole', () => {
    expect(register.recordsOf('992100')[0]?.successors).toEqual(['990100']);
  });

  it('lets none take over from a prefecture that was split', () => {
    expect(register.recordsOf('992200')[0]?.successors).toEqual([]);
  });

  it('lets none take over where two did', () => {
    const more = rawLinesOf('992300|庚市|1990|2000|ig|990100,992100');
    expect(registerOf([...lines, ...more], []).recordsOf('992300')[0]?.successors).toEqual([]);
  });

  it('keeps a prefecture under its code when it was renamed, though a county left it that year', () => {
    const more = rawLinesOf('992400|辛市|1990|2000|ig|992400\n992421|壬县|1990|2000|ig|990101');
    expect(registerOf([...lines, ...more], []).recordsOf('992400')[0]?.successors).toEqual(['992400']);
  });

  it('lifts a county that took over from a prefecture to its superior', () => {
    const more = rawLinesOf('992300|庚市|1990|2000|ig|990101');
    expect(registerOf([...lines, ...more], []).recordsOf('992300')[0]?.successors).toEqual(['990100']);
  });
});

describe('an overlay line', () => {
  const line = (change: Partial<OverlayLine>): OverlayLine => ({
    code: '990101',
    name: '丙区',
    basis: '国函〔1990〕1号',
    certainty: 'VERIFIED',
    ...change,
  });

  it('corrects the days of the generated line and keeps its packages', () => {
    const [record] = registerOf(lines, [line({ from: '1990-05-01' })]).recordsOf('990101');
    expect(record).toMatchObject({
      interval: { firstPossible: '1990-05-01', lastPossible: null },
      sources: 'i',
      certainty: 'RECALLED',
      dating: { certainty: 'VERIFIED', basis: '国函〔1990〕1号' },
    });
  });

  it('adds a code that no package holds, with its own certainty', () => {
    const records = registerOf(lines, [line({ code: '990102', name: '辛区', from: '2020' })]).recordsOf(
      '990102',
    );
    expect(records).toMatchObject([{ name: '辛区', certainty: 'VERIFIED' }]);
  });
});

describe('recordOn', () => {
  it('takes one that surely was before one that may have been, and the newer of two that may', () => {
    const { recordsOf } = registerOf(
      rawLinesOf('990102|旧区||2000|ig\n990102|新区|2000||ig\n990102|别区|1999|2001|i'),
      [],
    );
    const nameOn = (day: string) => recordOn(recordsOf('990102'), day as LocalDate)?.name;
    expect(nameOn('1990-01-01')).toBe('旧区');
    expect(nameOn('1999-12-31')).toBe('别区');
    expect(nameOn('2000-06-01')).toBe('别区');
    expect(nameOn('2001-06-01')).toBe('新区');
  });
});
