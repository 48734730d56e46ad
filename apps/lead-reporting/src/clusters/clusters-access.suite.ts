import { type AccessRow, testAgency } from '@xianjie/testing';
import { call, officer } from '../leads/leads-rig.suite.js';
import { suggestion } from './clusters-rig.suite.js';

const jiangsu = testAgency({ id: 'ip-jiangsu', area: '320000' });

/** Reaches for a cluster whose leads are shown to no other province. */
const hidden = (act: string, body?: object) => async () => {
  const { cluster } = await suggestion({ scope: 'PROVINCE' });
  return { agency: jiangsu, path: `/clusters/${cluster.id}${act}`, ...(body ? { body } : {}) };
};

/** Who may call the routes of clusters. */
export const clustersAccess: Readonly<Record<string, AccessRow>> = {
  'GET /clusters': {
    allow: 'cluster:read',
    foreign: 'a list holds clusters with a lead the caller may see, see clusters.int.spec.ts',
  },
  'GET /clusters/:id': { allow: 'cluster:read', foreign: hidden('') },
  'POST /clusters/:id/confirmation': { allow: 'cluster:confirm', foreign: hidden('/confirmation', {}) },
  'POST /clusters/:id/dismissal': {
    allow: 'cluster:confirm',
    foreign: hidden('/dismissal', { reason: '并非同一事项' }),
  },
  'POST /clusters/:id/undoing': {
    allow: 'cluster:confirm',
    foreign: async () => {
      const { cluster } = await suggestion();
      await call('POST', `/clusters/${cluster.id}/confirmation`, {}, { officer });
      return { agency: jiangsu, path: `/clusters/${cluster.id}/undoing`, body: { reason: '误认' } };
    },
  },
};
