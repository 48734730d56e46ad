import { decodeEvent } from '@xianjie/contracts';
import { addDays, type LocalDate } from '@xianjie/identifiers';
import { Clock } from '@xianjie/service';
import { call, db, hangzhou, json, lead, officer, service } from '../leads/leads-rig.suite.js';
import type { CaseView } from './case-view.dto.js';

/** Today in China, so many days ago. */
export const ago = (days: number): LocalDate => addDays(service.app.get(Clock).today() as LocalDate, -days);

let count = 0;

/** What a case without a lead is opened with, with the one change a test is about. */
export function opening(change: Record<string, unknown> = {}): Record<string, unknown> {
  count += 1;
  return {
    caseNo: `杭知案〔2026〕${count}号`,
    areaCode: '330106',
    actType: 'USING_ANOTHERS_NUMBER',
    actOn: '2024-05-01',
    patentNumber: 'ZL202010566088.9',
    goods: '无叶风扇',
    party: { kind: 'ORGANISATION', name: '杭州某某有限公司', creditCode: '91330106MA2YYTX068' },
    officers: [{ name: '吴越' }, { name: '郑源' }],
    openedOn: ago(30),
    ...change,
  };
}

/** The same on a lead. */
export const openingOn = (leadId: string, change: Record<string, unknown> = {}) => ({
  caseNo: opening()['caseNo'],
  leadId,
  officers: [{ name: '吴越' }, { name: '郑源' }],
  ...change,
});

const byOfficer = { agency: hangzhou, officer };

export const post = (path: string, body: unknown) => call('POST', path, body, byOfficer);

export async function opened(change: Record<string, unknown> = {}): Promise<CaseView> {
  const answer = await post('/cases', opening(change));
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return json<CaseView>(answer);
}

/** A lead at 杭州 that nobody has taken up. */
export async function waitingLead(change: Record<string, unknown> = {}): Promise<string> {
  return (await json(await call('POST', '/leads', lead({ areaCode: '330106', ...change })))).id;
}

export const facts = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  actEndOn: '2024-06-01',
  discoveredOn: '2024-07-01',
  subject: 'UNIT',
  actType: 'OTHERS_NUMBER',
  turnoverFen: '1000000',
  gainFen: '200000',
  ...change,
});

export const penalty = (change: Record<string, unknown> = {}): Record<string, unknown> => {
  count += 1;
  return {
    decisionNo: `杭知罚字〔2026〕${count}号`,
    kind: 'PENALTY',
    decidedOn: ago(2),
    violation: '在产品上标注他人专利号',
    legalBasis: '专利法第68条',
    content: '罚款一万元',
    penalties: ['FINE'],
    fineFen: '1000000',
    procedure: 'ORDINARY',
    gravity: 'GENERAL',
    ...change,
  };
};

/** A case that can be decided. */
export async function ready(change: Record<string, unknown> = {}): Promise<CaseView> {
  const { id } = await opened();
  await post(`/cases/${id}/findings`, facts(change));
  return json<CaseView>(await post(`/cases/${id}/milestones`, { milestone: 'NOTIFIED', on: ago(20) }));
}

export async function shown(id: string): Promise<CaseView> {
  return json<CaseView>(await call('GET', `/cases/${id}`, undefined, { agency: hangzhou }));
}

/** What a case told others, oldest first. */
export async function told(id: string): Promise<{ type: string; value: unknown }[]> {
  const rows = await db.query<{ payload: Buffer }[]>(
    'SELECT payload FROM event WHERE stream_id = $1 ORDER BY number',
    [`lead-reporting.case/${id}`],
  );
  return rows.map(({ payload }) => {
    const { type, value } = decodeEvent(payload);
    return { type: type.replace('lead_reporting.v1.', ''), value };
  });
}
