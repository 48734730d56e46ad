import { checkDocumentNumber } from '@xianjie/identifiers';
import { bodyOf, transfers } from '../api/clients.js';
import { LONGEST_NO } from '../shell/find-text.js';
import { MOST_HITS, type SearchSource } from '../shell/search-source.js';

/** Transfers, closed ones as well, by the number of the case; who is suspected stands only in sealed papers. */
export const source: SearchSource = {
  area: 'transfers',
  by: { zh: '案号', en: 'case number' },
  find: async (text, { signal }) => {
    if (text.length > LONGEST_NO) return [];
    const number = checkDocumentNumber(text);
    const query = { caseNo: number.ok ? number.value : text, all: 'true', limit: MOST_HITS };
    const { items } = await bodyOf(transfers.GET('/transfers', { params: { query }, signal }));
    return items.map(({ id, caseNo, stateName, charge }) => ({
      to: `/transfers/${id}`,
      title: caseNo ?? id,
      details: [stateName, charge].filter(Boolean).join(' · '),
    }));
  },
};
