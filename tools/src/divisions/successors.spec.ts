import { describe, expect, it } from '@jest/globals';
import type { Merged } from './merge.js';
import type { Change } from './readers.js';
import { successorsOf } from './successors.js';

const line = (code: string, name: string, from = '', to = ''): Merged => ({
  code,
  name,
  from,
  to,
  sources: new Set('ig'),
});
const change = (code: string, name: string, year: number, successor: string, byName = false): Change => ({
  code,
  name,
  year,
  successor,
  byName,
});

const merged = [
  line('330103', '下城区', '', '2005'),
  line('330103', '新下城区', '2005', ''),
  line('330105', '拱墅区'),
  line('510221', '长寿县', '', '1997'),
  line('500221', '长寿县', '1997', '2001'),
  line('330111', '郊区', '', '1990'),
  line('330211', '郊区', '1985', ''),
  line('330311', '郊区', '1990', ''),
  line('332100', '嘉兴地区', '', '1983'),
  line('332111', '郊区', '', '1983'),
  line('330411', '郊区', '1983', ''),
  line('330400', '嘉兴市', '1983', ''),
];

const of = (code: string, ...changes: Change[]) => {
  const wanted = merged.find((each) => each.code === code);
  return wanted ? successorsOf(merged, changes)(wanted) : undefined;
};

describe('successors', () => {
  it('are those of the year whose list no longer holds the code', () => {
    expect(of('330103', change('330103', '下城区', 2005, '330105'))).toEqual(['330105']);
    expect(of('330103', change('330103', '下城区', 2004, '330105'))).toEqual([]);
    expect(of('330105', change('330105', '拱墅区', 2005, '330103'))).toEqual([]);
  });

  it('are of the division of that name only', () => {
    expect(of('330103', change('330103', '别区', 2005, '330105'))).toEqual([]);
  });

  it('are the code itself where only the name changed', () => {
    expect(of('330103', change('330103', '下城区', 2005, '330103'))).toEqual(['330103']);
  });

  it('are known codes that did not end before', () => {
    expect(of('330103', change('330103', '下城区', 2005, '339999'))).toEqual([]);
    expect(of('330103', change('330103', '下城区', 2005, '500221'))).toEqual([]);
  });

  it('stay in the province, but for the two provinces made out of another', () => {
    expect(of('510221', change('510221', '长寿县', 1997, '500221', true))).toEqual(['500221']);
    expect(of('330103', change('330103', '下城区', 2005, '510221'))).toEqual([]);
  });

  it('are not found by a name that several bear', () => {
    expect(of('330111', change('330111', '郊区', 1990, '330311', true))).toEqual([]);
  });

  it('are found by such a name where the whole prefecture was renumbered', () => {
    const whole = change('332100', '嘉兴地区', 1983, '330400');
    expect(of('332111', change('332111', '郊区', 1983, '330411', true), whole)).toEqual(['330411']);
    expect(of('332111', change('332111', '郊区', 1983, '330411', true))).toEqual([]);
  });
});
