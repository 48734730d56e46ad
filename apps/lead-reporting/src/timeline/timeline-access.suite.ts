import type { AccessRow } from '@xianjie/testing';
import { opened, waitingLead } from '../cases/cases-rig.suite.js';
import { guangdong } from '../leads/leads-rig.suite.js';

/** Who may call the routes of timelines. */
export const timelineAccess: Readonly<Record<string, AccessRow>> = {
  'GET /leads/:id/timeline': {
    allow: 'lead:read',
    foreign: async () => ({ agency: guangdong, path: `/leads/${await waitingLead()}/timeline` }),
  },
  'GET /cases/:id/timeline': {
    allow: 'case:read',
    foreign: async () => ({ agency: guangdong, path: `/cases/${(await opened()).id}/timeline` }),
  },
};
