import type { CaseDecided } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';

let count = 0;

/** A penalty decision of 杭州, with the one change a test is about. */
export function decided(change: Partial<CaseDecided> = {}): CaseDecided {
  count += 1;
  return {
    caseId: newId(),
    decisionId: newId(),
    decisionNo: `杭市知罚决〔2026〕${count}号`,
    kind: 'PENALTY',
    decidedOn: '2026-10-12',
    agency: 'ip-hangzhou',
    areaCode: '330106',
    partyKind: 'ORGANISATION',
    partyName: '杭州某某有限公司',
    creditCode: '91330106MA2YYTX068',
    violation: '在产品上标注他人专利号',
    legalBasis: '专利法（2020）第六十八条',
    penalties: ['FINE', 'CONFISCATION'],
    fineFen: 12_345_600n,
    confiscationFen: 200_000n,
    content: '罚款123456元，没收违法所得2000元',
    procedure: 'ORDINARY',
    gravity: 'GENERAL',
    ...change,
  };
}
