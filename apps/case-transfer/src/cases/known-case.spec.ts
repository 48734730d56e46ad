import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@xianjie/identifiers';
import { readAgencyDirectory } from '@xianjie/identity';
import { type FineContext, flagOf, newCase, withDuty } from './known-case.js';

const agencies = readAgencyDirectory('samples/agencies.json');
const day = (text: string) => text as LocalDate;
const known = (agency = 'ip-hangzhou', areaCode = '330106') =>
  newCase({ caseId: 'c', agency, areaCode }, agencies);

const found = (duty: 'MUST_TRANSFER' | 'NO_DUTY_ON_AMOUNT') => ({
  findingNo: 1,
  duty,
  grounds: duty === 'MUST_TRANSFER' ? ['AMOUNT'] : [],
  basis: '国务院令第310号第3条',
  certainty: 'VERIFIED',
});

describe('newCase', () => {
  it.each([
    ['ip-hangzhou', '330106', 'police-hangzhou', 'procuratorate-hangzhou'],
    ['ip-zhejiang', '330106', 'police-zhejiang', 'procuratorate-zhejiang'],
    ['ip-ningbo', '330212', 'police-zhejiang', 'procuratorate-zhejiang'],
    ['ip-suzhou', '320505', null, null],
    ['ip-xpcc-8', '659001', null, null],
    ['nobody', '440305', 'police-shenzhen', 'procuratorate-shenzhen'],
  ])(
    'of %s in %s goes to %s, watched by %s: the organs of the agency’s level',
    (agency, area, police, procuratorate) => {
      expect(known(agency, area)).toMatchObject({ police, procuratorate });
    },
  );
});

describe('withDuty', () => {
  it('keeps since when a duty was known, whatever later findings say', () => {
    const first = withDuty(known(), found('MUST_TRANSFER'), day('2026-02-01'));
    const later = withDuty(first, found('NO_DUTY_ON_AMOUNT'), day('2026-02-20'));
    expect(later).toMatchObject({ duty: 'NO_DUTY_ON_AMOUNT', dutySince: '2026-02-01', grounds: [] });
  });

  it('knows of no duty where no findings carried one', () => {
    expect(withDuty(known(), found('NO_DUTY_ON_AMOUNT'), day('2026-02-01')).dutySince).toBeNull();
  });
});

describe('flagOf', () => {
  const context = (change: Partial<FineContext> = {}): FineContext => ({
    dutySince: null,
    stage: 'NONE',
    barred: false,
    criminalFine: false,
    ...change,
  });
  const duty = { dutySince: day('2026-02-01') };

  it.each<[string, Partial<FineContext>, string | undefined]>([
    ['nothing stands against it', {}, undefined],
    ['a transfer is under way', { barred: true }, 'WHILE_BARRED'],
    ['a duty, not transferred', { ...duty }, 'DUTY_NOT_TRANSFERRED'],
    ['a duty, undecided', { ...duty, stage: 'UNDECIDED' }, 'DUTY_NOT_TRANSFERRED'],
    ['a duty, refused', { ...duty, stage: 'REFUSED' }, 'DUTY_NOT_TRANSFERRED'],
    ['a duty, and it came back', { ...duty, stage: 'RETURNED' }, undefined],
    ['a suspicion without a duty', { stage: 'REFUSED' }, undefined],
    ['a court fined', { stage: 'RETURNED', criminalFine: true, barred: true }, 'AFTER_CRIMINAL_FINE'],
  ])('%s: %j', (_what, change, flag) => {
    expect(flagOf(context(change))?.flag).toBe(flag);
  });

  it('says which article a fine breaks', () => {
    expect(flagOf(context({ barred: true }))?.basis).toContain('第310号第11条');
    expect(flagOf(context({ criminalFine: true }))?.basis).toContain('第35条');
  });
});
