import type { AccessRow } from '@xianjie/testing';
import { call, guangdong, json, lead } from './leads-rig.suite.js';

/** A lead that others reach for; `scope` says how far it may be seen. */
async function anothersLead(scope: string): Promise<string> {
  const { id } = await json(await call('POST', '/leads', lead({ scope })));
  return id;
}

const seeing = { agency: guangdong };

/** Who may call the routes of leads. */
export const leadsAccess: Readonly<Record<string, AccessRow>> = {
  'POST /leads': {
    allow: 'lead:submit',
    foreign: async () => ({ ...seeing, body: lead({ submitter: 'ip-zhejiang' }) }),
  },
  'POST /leads/bulk': {
    allow: 'lead:submit',
    body: '',
    contentType: 'application/x-ndjson',
    foreign: 'each line of another agency is rejected, see leads.int.spec.ts',
  },
  'GET /leads': {
    allow: 'lead:read',
    foreign: 'a list holds what the caller may see, see leads-access.int.spec.ts',
  },
  'GET /leads/:id': {
    allow: 'lead:read',
    foreign: async () => ({ ...seeing, path: `/leads/${await anothersLead('PROVINCE')}` }),
  },
  'PUT /leads/:id': {
    allow: 'lead:correct',
    foreign: async () => ({ ...seeing, path: `/leads/${await anothersLead('NATION')}`, body: lead() }),
  },
  'POST /leads/:id/withdrawal': {
    allow: 'lead:correct',
    foreign: async () => ({
      ...seeing,
      path: `/leads/${await anothersLead('NATION')}/withdrawal`,
      body: { reason: '误报' },
    }),
  },
};
