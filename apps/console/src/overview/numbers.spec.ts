import { describe, expect, it } from '@jest/globals';
import {
  listOf,
  listPath,
  type Measured,
  monthAfter,
  monthsOf,
  percent,
  shareOf,
  sumBy,
  total,
} from './numbers.js';

const name = { zh: '线索', en: 'Leads' };
const measure = {
  key: 'leads',
  name,
  list: '/leads?area={province}&submittedFrom={from}&submittedTo={to}&marked=true',
};
const measured: Measured = {
  measures: [measure],
  rates: [],
  numbers: [
    { month: '2026-01', province: '33', key: 'leads', value: 3 },
    { month: '2026-02', province: '33', key: 'leads', value: 4 },
    { month: '2026-02', province: '44', key: 'leads', value: 5 },
    { month: '2026-02', province: '44', key: 'cases', value: 9 },
  ],
};

describe('numbers', () => {
  it('are added up by province and by month, each measure for itself', () => {
    expect([...sumBy(measured, 'province', 'leads')]).toEqual([
      ['33', 7],
      ['44', 5],
    ]);
    expect([...sumBy(measured, 'month', 'leads')]).toEqual([
      ['2026-01', 3],
      ['2026-02', 9],
    ]);
    expect(total(measured, 'leads')).toBe(12);
  });

  it('lead to their list: of a province and its days, or of all provinces', () => {
    const months = { from: '2026-01', to: '2026-02' };
    expect(listOf(measure, months, '33')).toBe(
      '/leads?area=33&submittedFrom=2026-01-01&submittedTo=2026-02-28&marked=true',
    );
    expect(listOf(measure, months)).toBe(
      '/leads?submittedFrom=2026-01-01&submittedTo=2026-02-28&marked=true',
    );
    expect(listPath('/publicity?area={province}')).toBe('/credit/publicity?area={province}');
    expect(listPath('/transfers?all=true')).toBe('/transfers?view=list&all=true');
  });

  it('have shares only where there is something to divide', () => {
    expect([percent(shareOf(1, 3)), percent(shareOf(3, 3)), percent(shareOf(0, 0))]).toEqual([
      '33.3%',
      '100%',
      '—',
    ]);
  });
});

describe('months', () => {
  it('follow each other over the turn of a year', () => {
    expect(monthsOf({ from: '2025-11', to: '2026-02' })).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
  });
});
