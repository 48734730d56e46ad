import { bodyOf, leads } from '../api/clients.js';
import { queriesFor } from '../shell/find-text.js';
import { once, type SearchSource } from '../shell/search-source.js';

const MOST_HITS = 5;

/** Cases by credit code, patent number or case number, and by part of the name of an organisation. */
export const source: SearchSource = {
  area: 'cases',
  by: {
    zh: '案号、专利号、信用代码、单位名称',
    en: 'case, patent or credit number, name of an organisation',
  },
  find: async (text, { signal }) => {
    const found = await Promise.all(
      queriesFor(text, 'caseNo').map(async (query) => {
        const params = { query: { ...query, limit: MOST_HITS } as never };
        const { items } = await bodyOf(leads.GET('/cases', { params, signal }));
        return items.map(({ id, partyName, caseNo, agency }) => ({
          to: `/cases/${id}`,
          title: partyName ?? caseNo,
          details: partyName ? caseNo : agency,
        }));
      }),
    );
    return once(found, MOST_HITS);
  },
};
