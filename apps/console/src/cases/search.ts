import { queriesFor } from '../shell/find-text.js';
import { MOST_HITS, once, type SearchSource } from '../shell/search-source.js';
import { askCases } from './case-data.js';

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
        const cases = await askCases({ ...query, limit: MOST_HITS }, signal);
        return cases.map(({ id, partyName, caseNo, agency }) => ({
          to: `/cases/${id}`,
          title: partyName ?? caseNo,
          details: partyName ? caseNo : agency,
        }));
      }),
    );
    return once(found);
  },
};
