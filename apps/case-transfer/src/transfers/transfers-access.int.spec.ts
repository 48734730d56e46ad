import { randomUUID } from 'node:crypto';
import { describe } from '@jest/globals';
import { describeAccess, describeBadInput } from '@xianjie/testing';
import { penalised } from '../penalties/penalty-rig.suite.js';
import { senderOf } from '../documents/tus.suite.js';
import { begun, playAll, type Played, signedReport } from './play.suite.js';
import {
  agencyOf,
  countOf,
  done,
  FIVE,
  now,
  papers,
  SCOPES,
  service,
  suspicion,
  useService,
  wu,
} from './transfers-rig.suite.js';

useService();

/** A transfer of Hangzhou for which Shenzhen reaches. */
async function foreign(rest = '') {
  const { id } = await begun();
  return { agency: agencyOf('ip-shenzhen'), path: `/transfers/${id}${rest}` };
}

const five = async (id: string) => papers(id, wu, FIVE);

describe('access', () => {
  const own = 'each sees what is its own: a list holds nothing of others, see above';
  describeAccess(() => service, {
    'GET /transfers': { allow: 'transfer:read', foreign: own },
    'GET /transfers/counts': { allow: 'transfer:read', foreign: own },
    'GET /transfers/:id/next': { allow: 'transfer:read', foreign: () => foreign('/next') },
    'GET /transfers/:id': { allow: 'transfer:read', foreign: () => foreign() },
    'GET /transfers/:id/custody': { allow: 'transfer:read', foreign: () => foreign('/custody') },
    'POST /transfers/:id/custody/items': {
      allow: 'transfer:deliver',
      foreign: async () => ({ ...(await foreign('/custody/items')), body: { items: [article()] } }),
    },
    'POST /transfers/:id/custody/moves': {
      allow: 'transfer:take-step',
      foreign: async () => ({ ...(await foreign('/custody/moves')), body: handover('ip-shenzhen') }),
    },
    'POST /transfers/:id/custody/moves/:moveId/confirmation': {
      allow: 'transfer:take-step',
      foreign: async () => ({ ...(await foreign(`/custody/moves/${randomUUID()}/confirmation`)), body: {} }),
    },
    'POST /transfers/reverse-cases': {
      allow: 'transfer:deliver',
      foreign: async () => {
        const { caseId } = await begun();
        return {
          agency: agencyOf('ip-shenzhen'),
          body: { caseId, areaCode: '440305', documentNo: '1号', officer: { name: '林嘉' } },
        };
      },
    },
    'POST /transfers/:id/steps': {
      allow: 'transfer:take-step',
      foreign: async () => ({
        ...(await foreign('/steps')),
        body: { step: 'NEW_EVIDENCE', reasons: 'r', officer: { name: '林嘉' } },
      }),
    },
    'POST /transfers/:id/documents': {
      allow: 'transfer:take-step',
      foreign: async () => ({
        ...(await foreign('/documents')),
        body: { kind: 'NOTICE', name: 'x', sha256: 'a'.repeat(64), bytes: 1 },
      }),
    },
    'POST /transfers/:id/uploads': { allow: 'transfer:take-step', foreign: () => foreign('/uploads') },
    ...Object.fromEntries(
      ['HEAD', 'PATCH', 'DELETE', 'GET'].map((method) => [
        `${method} /transfers/:id/uploads/:uploadId`,
        { allow: 'transfer:take-step' as const, foreign: foreignUpload },
      ]),
    ),
    'GET /transfers/:id/documents/:documentId/file': {
      allow: 'transfer:read',
      foreign: async () => {
        const { id } = await begun();
        const [documentId] = await five(id);
        return { agency: agencyOf('ip-shenzhen'), path: `/transfers/${id}/documents/${documentId}/file` };
      },
    },
    'POST /transfers/:id/erasure': {
      allow: 'transfer:erase',
      foreign: 'operators execute an order, whichever agency it concerns; they see no content',
    },
    'POST /transfers/:id/signatures': {
      allow: 'transfer:deliver',
      foreign: async () => {
        const { id } = await begun();
        const [documentId] = await signedReport({ id } as Played, []);
        return { agency: agencyOf('ip-shenzhen'), path: `/transfers/${id}/signatures`, body: { documentId } };
      },
    },
    'POST /transfers/:id/deliveries': {
      allow: 'transfer:deliver',
      foreign: async () => {
        const transfer = await begun();
        await playAll(transfer, ['REPORT_SUBMITTED', 'APPROVED']);
        const body = { documentNo: '1号', documents: await five(transfer.id), officer: { name: '林嘉' } };
        return { agency: agencyOf('ip-shenzhen'), path: `/transfers/${transfer.id}/deliveries`, body };
      },
    },
    'GET /deliveries': { allow: 'transfer:read', foreign: own },
    'GET /deliveries/:id': {
      allow: 'transfer:read',
      foreign: async () => ({ agency: agencyOf('ip-shenzhen'), path: `/deliveries/${await delivery()}` }),
    },
    'POST /deliveries/:id/hand-over': {
      allow: 'transfer:hand-over',
      foreign: async () => ({
        agency: agencyOf('ip-shenzhen'),
        path: `/deliveries/${await delivery()}/hand-over`,
        body: { handedOverAt: now().toISOString() },
      }),
    },
    'GET /untaken-messages': { allow: 'transfer:read', foreign: own },
    'GET /penalty-copies': { allow: 'transfer:read', foreign: own },
    'GET /penalty-copies/:decisionId': {
      allow: 'transfer:read',
      foreign: async () => ({
        agency: agencyOf('ip-shenzhen'),
        path: `/penalty-copies/${(await penalised()).decisionId}`,
      }),
    },
    'POST /penalty-copies/:decisionId/sending': {
      allow: 'transfer:deliver',
      foreign: async () => ({
        agency: agencyOf('ip-shenzhen'),
        path: `/penalty-copies/${(await penalised()).decisionId}/sending`,
        body: { sentOn: '2026-03-06', noRightHolder: '无' },
      }),
    },
    'GET /oversight/copies': { allow: 'transfer:oversee', foreign: own },
    'GET /oversight/untransferred': { allow: 'transfer:oversee', foreign: own },
    'GET /oversight/fines': { allow: 'transfer:oversee', foreign: own },
    'POST /oversight/cases/:id/opinions': {
      allow: 'transfer:give-opinion',
      foreign: async () => {
        const { caseId } = await begun();
        return {
          agency: agencyOf('procuratorate-shenzhen'),
          path: `/oversight/cases/${caseId}/opinions`,
          body: { documentNo: '1号', reasons: 'r', officer: { name: '许晴' } },
        };
      },
    },
  });
});

const article = () => ({
  name: '标注专利号的包装盒',
  quantity: '12',
  unit: '箱',
  measure: 'SEIZED',
  takenAt: now().toISOString(),
});

const handover = (to: string) => ({
  kind: 'HANDED_OVER',
  items: [randomUUID()],
  to,
  givenBy: '吴越',
  receivedBy: '林嘉',
  receiptNo: '交接〔2026〕1号',
  movedAt: now().toISOString(),
});

/** An upload of Hangzhou for which Shenzhen reaches. */
async function foreignUpload() {
  const { id } = await begun();
  return { agency: agencyOf('ip-shenzhen'), path: await senderOf(wu).begun(id, 10) };
}

/** A delivery of Hangzhou that waits. */
async function delivery(): Promise<string> {
  const transfer = await begun();
  await playAll(transfer, ['REPORT_SUBMITTED', 'APPROVED']);
  const body = { documentNo: '1号', documents: await five(transfer.id) };
  return (await done<{ id: string }>('POST', `/transfers/${transfer.id}/deliveries`, wu, body)).id;
}

describeBadInput(() => service, {
  path: '/transfers/reverse-cases',
  words: {
    scopes: SCOPES,
    officer: { id: 'o-1', name: '吴越' },
  },
  valid: () => ({
    caseId: suspicion().caseId,
    areaCode: '330106',
    caseNo: '杭知案〔2026〕9号',
    charge: '假冒专利罪',
    externalNo: '杭-1',
    officer: { name: '吴越' },
    documentNo: '杭检意〔2026〕3号',
    effectiveAt: '2026-03-01T00:00:00Z',
    reasons: '不起诉',
  }),
  count: () => countOf('transfer'),
});
