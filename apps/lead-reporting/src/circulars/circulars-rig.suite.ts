import { newId, type LocalDate } from '@xianjie/identifiers';
import { type Agency, readAgencyDirectory } from '@xianjie/identity';
import { Database, insert, update } from '@xianjie/persistence';
import { type Case, openCase } from '../cases/case.js';
import { CaseEntity } from '../cases/case.entity.js';
import { json, service } from '../leads/leads-rig.suite.js';
import type { CircularView } from './circulars.dto.js';

export const agencies = readAgencyDirectory('samples/agencies.json');
export const [hangzhou, ningbo, wenzhou, zhejiang, guangdong] = [
  'ip-hangzhou',
  'ip-ningbo',
  'ip-wenzhou',
  'ip-zhejiang',
  'ip-guangdong',
].map((id) => agencies.get(id)) as [Agency, Agency, Agency, Agency, Agency];

const SCOPES = ['circular:read', 'circular:propose', 'circular:approve', 'circular:answer'];
let count = 0;

export function as(agency: Agency) {
  return async (method: string, path: string, body?: unknown): Promise<Response> => {
    const token = await service.issuer.token({
      agency,
      scopes: SCOPES,
      officer: { id: `${agency.id}-1`, name: '陈立' },
    });
    return fetch(`${service.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
}

/** A decided counterfeit case of an agency, as its acts would leave it. */
export async function handledCase(agency = hangzhou, change: Partial<Case> = {}): Promise<Case> {
  count += 1;
  const opening = {
    id: newId(),
    caseNo: `通报测试〔2026〕${count}号`,
    leadId: null,
    areaCode: '330106',
    alsoAt: [],
    patentNumber: null,
    actType: 'USING_ANOTHERS_NUMBER',
    actOn: '2026-03-01' as LocalDate,
    goods: '台灯',
    party: null,
    citizenHash: null,
    officers: [{ name: '吴越' }, { name: '方敏' }],
    openedOn: '2026-03-20' as LocalDate,
    limitEndsOn: null,
  } as const;
  const acting = {
    agency: agency.id,
    officer: '吴越',
    today: '2026-11-02' as LocalDate,
    at: new Date().toISOString(),
  };
  const handled: Case = { ...openCase(opening, agency, acting), status: 'decided', ...change };
  await service.app.get(Database).transact((tx) => insert(tx, CaseEntity, handled));
  return handled;
}

export async function changeCase(of: Case, change: Partial<Case>): Promise<void> {
  await service.app.get(Database).transact((tx) => update(tx, CaseEntity, { ...of, ...change }));
}

export async function propose(of?: Case): Promise<CircularView> {
  const { id: caseId } = of ?? (await handledCase());
  const answer = await as(hangzhou)('POST', '/circulars', {
    caseId,
    title: '某某假冒专利案',
    body: '案情及处理结果',
  });
  return json<CircularView>(answer);
}

export async function distribute(change: object = {}): Promise<CircularView> {
  count += 1;
  const { id } = await propose();
  const body = { circularNo: `浙知通〔2026〕${count}号`, ...change };
  return json<CircularView>(await as(zhejiang)('POST', `/circulars/${id}/distribution`, body));
}
