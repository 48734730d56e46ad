import { newId } from '@xianjie/identifiers';
import type { AccessRow } from '@xianjie/testing';
import { guangdong } from '../leads/leads-rig.suite.js';
import { ago, facts, opened, opening, penalty, post, ready, waitingLead } from './cases-rig.suite.js';

/** Another province's office reaches for a case of 杭州, which it does not see. */
const ofHangzhou = (act: string, body?: () => object) => async () => ({
  agency: guangdong,
  path: `/cases/${(await opened()).id}${act}`,
  ...(body ? { body: body() } : {}),
});

const check = (act: string, body: object): AccessRow => ({
  allow: 'lead:handle',
  foreign: async () => ({
    agency: guangdong,
    path: `/leads/${await waitingLead({ scope: 'NATION' })}/${act}`,
    body,
  }),
});

/** Who may call the routes of cases. */
export const casesAccess: Readonly<Record<string, AccessRow>> = {
  'POST /cases': { allow: 'case:open', foreign: async () => ({ agency: guangdong, body: opening() }) },
  'GET /cases': {
    allow: 'case:read',
    foreign: 'a list holds what the caller may see, see cases.int.spec.ts',
  },
  'GET /cases/:id': { allow: 'case:read', foreign: ofHangzhou('') },
  'PUT /cases/:id/party': {
    allow: 'case:record',
    foreign: ofHangzhou('/party', () => ({ party: { kind: 'PERSON', name: '张三' } })),
  },
  'PUT /cases/:id/officers': {
    allow: 'case:record',
    foreign: ofHangzhou('/officers', () => ({ officers: [{ name: '甲' }, { name: '乙' }] })),
  },
  'POST /cases/:id/findings': { allow: 'case:record', foreign: ofHangzhou('/findings', facts) },
  'POST /cases/:id/milestones': {
    allow: 'case:record',
    foreign: ofHangzhou('/milestones', () => ({ milestone: 'NOTIFIED', on: ago(1) })),
  },
  'POST /cases/:id/decisions': { allow: 'case:decide', foreign: ofHangzhou('/decisions', penalty) },
  'POST /cases/:id/decisions/:decisionId/annulment': {
    allow: 'case:decide',
    foreign: async () => {
      const { id } = await ready();
      await post(`/cases/${id}/decisions`, penalty());
      const path = `/cases/${id}/decisions/${newId()}/annulment`;
      return { agency: guangdong, path, body: { on: ago(0), because: 'COURT' } };
    },
  },
  'POST /cases/:id/limit-extension': {
    allow: 'case:decide',
    foreign: ofHangzhou('/limit-extension', () => ({
      extension: 'ADMIN_PENALTY_EXTENDED_120D',
      on: ago(0),
      approvedBy: '局长',
      reason: '案情复杂',
    })),
  },
  'POST /cases/:id/closing': {
    allow: 'case:decide',
    foreign: ofHangzhou('/closing', () => ({ on: ago(0), outcome: 'WITHDRAWN' })),
  },
  'GET /cases/unopened': {
    allow: 'case:read',
    foreign: 'a list holds what waits at the caller’s agency and below, see waiting-leads.int.spec.ts',
  },
  'POST /leads/:id/check-extension': check('check-extension', { reason: '跨区域核查', approvedBy: '局长' }),
  'POST /leads/:id/check-end': check('check-end', { reason: '查无实据' }),
};
