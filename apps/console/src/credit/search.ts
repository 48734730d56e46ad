import { bodyOf, credit } from '../api/clients.js';
import type { Hit, SearchSource } from '../shell/search-source.js';
import { isTooShort, partyQuery } from './find-party.js';

const MOST_HITS = 4;

/** Publicity records and list entries by party, credit code or decision number. */
export const source: SearchSource = {
  area: 'credit',
  find: async (text, signal) => {
    const { decisionNo, ...party } = partyQuery(text);
    if (isTooShort(text) || /^\d+$/.test(party.name ?? '')) return [];
    const init = (query: object) => ({ params: { query: { ...query, limit: MOST_HITS } as never }, signal });
    const [records, entries] = await Promise.all([
      bodyOf(credit.GET('/publicity', init(decisionNo ? { decisionNo } : party))),
      decisionNo ? { items: [] } : bodyOf(credit.GET('/list-entries', init(party))),
    ]);
    return [
      ...records.items.map(({ id, partyName, decisionNo: no }): Hit => ({
        ...{ to: `/credit/publicity/${id}`, title: partyName ?? no, details: no },
      })),
      ...entries.items.map(({ id, partyName, creditCode }): Hit => ({
        ...{ to: `/credit/list-entries/${id}`, title: partyName, details: creditCode },
      })),
    ];
  },
};
