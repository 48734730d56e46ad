import { describe, expect, it } from '@jest/globals';
import { Calendar } from '@xianjie/calendar';
import type { CaseDecided } from '@xianjie/contracts';
import type { LocalDate } from '@xianjie/identifiers';
import { readAgencyDirectory } from '@xianjie/identity';
import { Statutes } from '@xianjie/statutes';
import { decisionOf } from '../decisions/decision.js';
import { decided } from '../decisions/sample-decision.suite.js';
import {
  correctRecord,
  prepareRecord,
  type PublicitySystem,
  publishRecord,
  removeRecord,
  withholdRecord,
} from './publicity-record.js';
import { inWan, layoutOf } from './published-layout.js';
import { shownPart } from './publicity-events.js';

const hangzhou = readAgencyDirectory('samples/agencies.json').get('ip-hangzhou');
const day = (text: string) => text as LocalDate;

function prepared(system: PublicitySystem, change: Partial<CaseDecided> = {}) {
  const decision = decisionOf(decided(change), new Date());
  return prepareRecord(decision, system, hangzhou, 'id', Statutes.inForce(), Calendar.official());
}

describe('what is prepared of a decision', () => {
  it.each<[PublicitySystem, Partial<CaseDecided>, string | null, string | null]>([
    // Since 2025-12-25 and 2026-04-01 by gravity.
    ['SAMR', {}, 'GENERAL', null],
    ['SAMR', { gravity: 'SERIOUS' }, 'SERIOUS', null],
    ['SAMR', { gravity: 'MINOR' }, 'MINOR', 'not-published'],
    ['SAMR', { gravity: 'UNKNOWN' }, 'GENERAL', null],
    ['CREDIT_CHINA', { gravity: 'MINOR' }, 'MINOR', 'not-published'],
    ['CREDIT_CHINA', {}, 'GENERAL', null],
    // Before by the kind of penalty.
    ['SAMR', { decidedOn: '2025-12-24', penalties: ['WARNING'] }, 'WARNING_ONLY', 'not-published'],
    ['SAMR', { decidedOn: '2025-12-24' }, 'FINE', null],
    ['SAMR', { decidedOn: '2025-12-24', gravity: 'MINOR', penalties: ['FINE'] }, 'LOWER_FINE_ONLY', null],
    ['SAMR', { decidedOn: '2025-12-24', penalties: ['FINE', 'SUSPENSION'] }, 'SUSPENSION_OF_BUSINESS', null],
    ['CREDIT_CHINA', { decidedOn: '2026-03-31' }, 'FINE_GENERAL', null],
    ['CREDIT_CHINA', { decidedOn: '2026-03-31', procedure: 'SIMPLE' }, 'SIMPLE_PROCEDURE', 'not-published'],
    // Before any rule, and about people.
    ['CREDIT_CHINA', { decidedOn: '2023-04-30' }, null, 'no-rule'],
    ['SAMR', { decidedOn: '2021-08-31' }, null, 'no-rule'],
    ['SAMR', { partyKind: 'PERSON', partyName: null }, 'GENERAL', 'natural-person'],
  ])('%s %j is classed %s and withheld because %s', (system, change, penaltyClass, because) => {
    const record = prepared(system, change);
    expect([record.penaltyClass, record.withheldBecause]).toEqual([penaltyClass, because]);
    expect(record.status).toBe(because === null ? 'prepared' : 'withheld');
  });

  it('must be shown within 20 or 7 working days', () => {
    expect(prepared('SAMR').publishBy).toBe('2026-11-09');
    expect(prepared('CREDIT_CHINA').publishBy).toBe('2026-10-21');
  });
});

describe('a record that is shown', () => {
  it('runs from the decision by the rules of 2026, and ends with the longest period', () => {
    const record = publishRecord(prepared('CREDIT_CHINA'), day('2026-10-12'), day('2026-10-20'));
    expect(record).toMatchObject({
      status: 'published',
      publishedOn: '2026-10-20',
      repairableFrom: '2027-01-12',
      endsOn: '2027-10-12',
    });
  });

  it('runs from its first day by Order 45', () => {
    const record = publishRecord(
      prepared('SAMR', { decidedOn: '2025-06-01' }),
      day('2025-06-01'),
      day('2025-06-20'),
    );
    expect(record.endsOn).toBe('2028-06-20');
  });

  it('is not begun after its period', () => {
    const record = prepared('CREDIT_CHINA', { decidedOn: '2026-04-01' });
    expect(publishRecord(record, day('2026-04-01'), day('2027-04-01')).status).toBe('published');
    expect(() => publishRecord(record, day('2026-04-01'), day('2027-04-02'))).toThrow('ended on 2027-04-01');
  });

  it('is shown once, and removed once', () => {
    const shown = publishRecord(prepared('SAMR'), day('2026-10-12'), day('2026-10-20'));
    expect(() => publishRecord(shown, day('2026-10-12'), day('2026-10-21'))).toThrow('is published');
    const removed = removeRecord(shown, day('2027-10-13'), 'TERM_ENDED');
    expect(() => removeRecord(removed, day('2027-10-14'), 'REPAIRED')).toThrow('is removed');
    expect(() => correctRecord(removed, removed)).toThrow('is removed');
    expect(() => withholdRecord(shown, 'agency')).toThrow('is published');
  });

  it('is seen by everybody while it is shown, and by its agency’s superiors after', () => {
    const shown = publishRecord(prepared('SAMR'), day('2026-10-12'), day('2026-10-20'));
    expect(shown.marking.scope).toBe('PARTNER');
    expect(removeRecord(shown, day('2026-11-01'), 'REPAIRED').marking.scope).toBe('CITY');
  });
});

describe('the published-penalty layout', () => {
  it.each([
    [0n, '0'],
    [1n, '0.000001'],
    [200_000n, '0.2'],
    [12_345_600n, '12.3456'],
    [1_000_000n, '1'],
    [123_456_789_012n, '123456.789012'],
  ])('says %s fen as %s 万元', (fen, wan) => expect(inWan(fen)).toBe(wan));

  it('holds an amount only where such a penalty was imposed', () => {
    const decision = decisionOf(decided({ penalties: ['FINE'] }), new Date());
    const record = publishRecord(prepared('SAMR'), day('2026-10-12'), day('2026-10-20'));
    expect(layoutOf(shownPart(record, decision), '杭州市知识产权局')).toMatchObject({
      CF_XDR_LB: '法人及非法人组织',
      CF_CFLB: '罚款',
      CF_NR_FK: '12.3456',
      CF_NR_WFFF: null,
      CF_GSJZQ: '2027-10-12',
      CF_CFJG: '杭州市知识产权局',
    });
  });
});
