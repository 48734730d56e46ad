import { describe, expect, it } from '@jest/globals';
import { Statutes } from './index.js';

const law = Statutes.inForce();

describe('listTerm', () => {
  it.each([
    ['one recognition', ['2026-03-10'], '2026-03-10', '2027-03-10'],
    [
      'a repeat within the term prolongs it from its end',
      ['2026-03-10', '2026-05-01'],
      '2026-03-10',
      '2028-03-10',
    ],
    ['a repeat on the last day is within the term', ['2026-03-10', '2027-03-10'], '2026-03-10', '2028-03-10'],
    ['a repeat the day after begins anew', ['2026-03-10', '2027-03-11'], '2027-03-11', '2028-03-11'],
    [
      'three years are the longest',
      ['2026-03-10', '2026-04-01', '2026-05-01', '2026-06-01'],
      '2026-03-10',
      '2029-03-10',
    ],
    [
      'the order in which they are told does not matter',
      ['2027-03-11', '2026-03-10'],
      '2027-03-11',
      '2028-03-11',
    ],
    ['a leap day ends on the last of February', ['2024-02-29'], '2024-02-29', '2025-02-28'],
  ])('of a dishonest act: %s', (_name, days, startsOn, endsOn) => {
    expect(law.listTerm('CNIPA_DISHONEST_ACT', days).result).toEqual({
      startsOn,
      endsOn,
      removableFrom: null,
    });
  });

  it('of the SAMR list is three years, removable after one, and not prolonged', () => {
    const expected = { startsOn: '2022-05-10', endsOn: '2025-05-10', removableFrom: '2023-05-10' };
    expect(law.listTerm('SAMR_SERIOUS_LIST', ['2022-05-10']).result).toEqual(expected);
    expect(law.listTerm('SAMR_SERIOUS_LIST', ['2022-05-10', '2022-06-01']).result).toEqual(expected);
  });

  it('is advice, with its line', () => {
    expect(law.listTerm('CNIPA_DISHONEST_ACT', ['2026-03-10'])).toMatchObject({
      rule: { key: 'CNIPA_DISHONEST_ACT', validFrom: '2022-01-24' },
      certainty: 'RECALLED',
      advice: true,
      why: { en: expect.stringMatching('12 months from the recognition document') },
    });
  });

  it('names what is missing or wrong', () => {
    expect(() => law.listTerm('CNIPA_DISHONEST_ACT', [])).toThrow('A term needs a day of recognition');
    expect(() => law.listTerm('CNIPA_DISHONEST_ACT', ['2026'])).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ field: 'recognisedOn' })] }),
    );
  });

  it.each([
    [[], 'statutes.no-recognition'],
    [['2022-01-23'], 'statutes.no-rule'],
    [['2026-02-30'], 'local-date.no-such-day'],
  ])('refuses %p: %s', (days, code) => {
    expect(() => law.listTerm('CNIPA_DISHONEST_ACT', days)).toThrow(
      expect.objectContaining({ kind: 'invalid', code, zh: expect.stringMatching(/\S/) }),
    );
  });
});
