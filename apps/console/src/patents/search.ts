import { bodyOf, patents } from '../api/clients.js';
import type { SearchSource } from '../shell/search-source.js';
import { findQuery, isTooShort } from './find-text.js';

/** Below this many digits a number is rather something else. */
const FEWEST_DIGITS = 4;
const MOST_HITS = 5;

/** Patents by the beginning of a number or a part of a title. */
export const source: SearchSource = {
  area: 'patents',
  by: { zh: '专利号的开头、专利名称', en: 'how a patent number begins, words of a title' },
  find: async (text, { signal }) => {
    const query = findQuery(text);
    if (isTooShort(text) || (query.number ?? 'long').length < FEWEST_DIGITS) return [];
    const { items } = await bodyOf(
      patents.GET('/patents', { params: { query: { ...query, limit: MOST_HITS } as never }, signal }),
    );
    return items.map(({ patentNumber, title }) => ({
      ...{ to: `/patents/${patentNumber}`, title, details: patentNumber },
    }));
  },
};
