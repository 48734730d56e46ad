import type { ListEntryAdded, PublicityRecordPublished } from '@xianjie/contracts';

export function record(
  recordId: string,
  change: Partial<PublicityRecordPublished> = {},
): PublicityRecordPublished {
  return {
    recordId,
    decisionId: `d-${recordId}`,
    system: 'SAMR',
    agency: 'ip-hangzhou',
    areaCode: '330100',
    partyKind: 'ORGANISATION',
    partyName: '杭州某某有限公司',
    creditCode: '91330106MA2YYTX068',
    decisionNo: '杭知罚〔2026〕1号',
    decidedOn: '2026-10-12',
    violation: '假冒专利',
    legalBasis: '专利法第六十八条',
    penalties: ['FINE'],
    fineFen: 12_345_600n,
    confiscationFen: 0n,
    content: '罚款',
    penaltyClass: 'GENERAL',
    publishedOn: '2026-11-02',
    repairableFrom: null,
    endsOn: '2027-10-12',
    basis: '办法',
    certainty: 'VERIFIED_SECONDARY',
    ...change,
  };
}

export function entry(entryId: string, change: Partial<ListEntryAdded> = {}): ListEntryAdded {
  return {
    entryId,
    list: 'CNIPA_DISHONEST_ACT',
    agency: 'ip-hangzhou',
    partyName: '杭州某某有限公司',
    creditCode: '91330106MA2YYTX068',
    acts: 1,
    startsOn: '2026-10-20',
    endsOn: '2027-10-20',
    removableFrom: null,
    basis: '规定',
    certainty: 'RECALLED',
    ...change,
  };
}

/** A value of an event as JSON holds it. */
export function asJson(value: object): Record<string, unknown> {
  const text = JSON.stringify(value, (_key, held: unknown) =>
    typeof held === 'bigint' ? String(held) : held,
  );
  return JSON.parse(text) as Record<string, unknown>;
}
