import { describe, expect, it } from '@jest/globals';
import type { TransferEvent } from '@xianjie/statutes';
import {
  conditionalLimits,
  limitOf,
  limitsStartedBy,
  limitsToldBy,
  meaningOf,
  organOf,
} from './clock-moves.js';

const started = (event: TransferEvent, { day = '2026-03-02', filingOrdered = false } = {}) =>
  limitsStartedBy(event, { filingOrdered }, day).map(({ rule }) => rule.key);

describe('limitsStartedBy', () => {
  it.each<[TransferEvent, string[]]>([
    ['CRIME_SUSPECTED', []],
    ['REPORT_SUBMITTED', ['TRANSFER_APPROVAL_3D']],
    ['APPROVED', ['TRANSFER_24H']],
    ['DELIVERED', ['RECEIPT_24H']],
    ['FORWARDED', ['RECEIPT_24H']],
    ['RECEIPT_SIGNED', ['MATERIALS_NOTICE_24H', 'FORWARD_24H', 'POLICE_FILING_3D']],
    ['MATERIALS_INCOMPLETE', ['SUPPLEMENT_3D']],
    ['NOT_FILED', ['RECONSIDERATION_REQUEST_3D', 'SUPERVISION_SUGGESTION_3D']],
    ['RECONSIDERATION_REQUESTED', ['RECONSIDERATION_DECISION_3D']],
    ['NOT_FILED_UPHELD', ['SUPERVISION_SUGGESTION_3D']],
    ['REASONS_REQUESTED', ['PROC_EXPLAIN_7D']],
    ['FILING_ORDERED', ['PROC_FILING_15D']],
    ['DECISION_OVERDUE', ['PROC_OVERDUE_EXPLAIN_7D']],
    ['FILED', ['EVIDENCE_HANDOVER_3D']],
    ['OPINION_ISSUED', ['REVERSE_REPLY_2M']],
  ])('%s starts %j', (event, keys) => {
    expect(started(event)).toEqual(keys);
  });

  it('watches the investigation of a case whose filing was ordered, and of no other', () => {
    expect(started('FILED', { filingOrdered: true })).toContain('PROC_URGE_3M');
    expect(started('FILED')).not.toContain('PROC_URGE_3M');
  });

  it('goes by the law of the day', () => {
    expect(started('RECEIPT_SIGNED', { day: '2015-01-05' })).toEqual(['FORWARD_24H', 'POLICE_FILING_3D']);
    expect(started('REASONS_REQUESTED', { day: '2015-01-05' })).toEqual(['PROC_EXPLAIN_7D']);
    expect(started('REASONS_REQUESTED', { day: '2010-09-30' })).toEqual([]);
    expect(started('FILED', { day: '2015-01-05', filingOrdered: true })).toContain('PROC_URGE_3M');
  });
});

describe('limitsToldBy', () => {
  const told = (event: TransferEvent, day = '2026-03-02') =>
    limitsToldBy(event, day).map(({ rule }) => rule.key);

  it.each<[TransferEvent, string[]]>([
    ['NOT_FILED', ['NOT_FILED_NOTICE_3D']],
    ['CASE_DROPPED', ['CASE_DROPPED_NOTICE_3D']],
    ['REASONS_ACCEPTED', ['PROC_INFORM_10D']],
    ['OPINION_ISSUED', ['PROC_OPINION_3D']],
    ['FILED', []],
  ])('%s must be told within %j', (event, keys) => {
    expect(told(event)).toEqual(keys);
  });

  it('goes by the law of the day', () => {
    expect(told('NOT_FILED', '2015-01-05')).toEqual([]);
    expect(told('REASONS_ACCEPTED', '2015-01-05')).toEqual(['PROC_INFORM_10D']);
  });
});

describe('limitOf', () => {
  it('marks the one limit that no law counts as our own proposal', () => {
    expect(limitOf('RECEIPT_24H', '2026-03-02')?.rule.certainty).toBe('DESIGN');
  });

  it('knows none that steps do not move', () => {
    expect(limitOf('PENALTY_COPY_10D', '2026-03-02')).toBeUndefined();
    expect(limitOf('NO_SUCH_LIMIT', '2026-03-02')).toBeUndefined();
  });
});

describe('meaningOf', () => {
  it('tells a duty from a right that lapses, and from a limit that may bind nobody', () => {
    expect(meaningOf('POLICE_FILING_3D')).toBe('DUTY');
    expect(meaningOf('RECONSIDERATION_REQUEST_3D')).toBe('RIGHT');
    expect(conditionalLimits).toEqual(['MATERIALS_NOTICE_24H', 'FORWARD_24H']);
  });
});

describe('organOf', () => {
  const organs = { agency: 'a', police: 'b', procuratorate: 'c' };

  it.each([
    ['ADMIN', 'a'],
    ['ADMIN_HEAD', 'a'],
    ['POLICE', 'b'],
    ['PROC', 'c'],
  ] as const)('%s is %s', (responsible, organ) => {
    expect(organOf(responsible, organs)).toBe(organ);
  });

  it('names an organ that takes no part by its kind', () => {
    expect(organOf('POLICE', { ...organs, police: null })).toBe('POLICE');
    expect(organOf('PROC', { ...organs, procuratorate: null })).toBe('PROC');
  });
});
