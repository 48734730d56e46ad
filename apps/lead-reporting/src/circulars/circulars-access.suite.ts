import { type AccessRow, testAgency } from '@xianjie/testing';
import { distribute, propose } from './circulars-rig.suite.js';

const jiangsu = testAgency({ id: 'ip-jiangsu', area: '320000' });

const foreignProposal = (act: string, body?: object) => async () => ({
  agency: jiangsu,
  path: `/circulars/${(await propose()).id}${act}`,
  ...(body ? { body } : {}),
});
const foreignCircular = (act: string, body?: object) => async () => ({
  agency: jiangsu,
  path: `/circulars/${(await distribute()).id}${act}`,
  ...(body ? { body } : {}),
});

const proposal = { caseId: '0190a000-0000-7000-8000-000000000000', title: 'a', body: 'b' };
const correction = { title: 'a', body: 'b', reason: 'c' };

/** Who may call the routes of circulars. */
export const circularsAccess: Readonly<Record<string, AccessRow>> = {
  'GET /circulars': {
    allow: 'circular:read',
    foreign: 'a list holds what the caller may see, see circulars.int.spec.ts',
  },
  'POST /circulars': {
    allow: 'circular:propose',
    officer: true,
    body: proposal,
    foreign: async () => ({ agency: jiangsu, body: { ...proposal, caseId: (await propose()).caseId } }),
  },
  'GET /circulars/:id': { allow: 'circular:read', foreign: foreignProposal('') },
  'PUT /circulars/:id': {
    allow: 'circular:approve',
    officer: true,
    body: correction,
    foreign: foreignCircular('', correction),
  },
  'POST /circulars/:id/distribution': {
    allow: 'circular:approve',
    officer: true,
    body: { circularNo: 'x' },
    foreign: foreignProposal('/distribution', { circularNo: 'x' }),
  },
  'POST /circulars/:id/return': {
    allow: 'circular:approve',
    officer: true,
    body: { reason: 'a' },
    foreign: foreignProposal('/return', { reason: 'a' }),
  },
  'POST /circulars/:id/withdrawal': {
    allow: 'circular:approve',
    officer: true,
    body: { reason: 'a' },
    foreign: foreignCircular('/withdrawal', { reason: 'a' }),
  },
  'POST /circulars/:id/reminder': {
    allow: 'circular:approve',
    officer: true,
    foreign: foreignCircular('/reminder'),
  },
  'POST /circulars/:id/acknowledgement': {
    allow: 'circular:answer',
    foreign: foreignCircular('/acknowledgement'),
  },
  'POST /circulars/:id/outcome': {
    allow: 'circular:answer',
    officer: true,
    body: { outcome: 'NO_CASE' },
    foreign: foreignCircular('/outcome', { outcome: 'NO_CASE' }),
  },
};
