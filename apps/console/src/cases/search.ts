import { checkCreditCode, checkPatentNumber } from '@xianjie/identifiers';
import { bodyOf, leads } from '../api/clients.js';
import type { SearchSource } from '../shell/search-source.js';

/** Cases by credit code, patent number or case number. */
export const source: SearchSource = {
  area: 'cases',
  find: async (text, signal) => {
    const query = { ...filterOf(text), limit: 5 };
    const { items } = await bodyOf(leads.GET('/cases', { params: { query: query as never }, signal }));
    return items.map(({ id, partyName, caseNo, agency }) => ({
      to: `/cases/${id}`,
      title: partyName ?? caseNo,
      details: partyName ? caseNo : agency,
    }));
  },
};

function filterOf(text: string) {
  if (checkCreditCode(text).ok) return { creditCode: text };
  if (checkPatentNumber(text).ok) return { patentNumber: text };
  return { caseNo: text };
}
