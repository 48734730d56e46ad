import { bodyOf, leads } from '../api/clients.js';
import { isName, LONGEST_NO } from '../shell/find-text.js';
import { type Asked, type Hit, MOST_HITS, once, type SearchSource } from '../shell/search-source.js';

/** Circulars by their number and by words of their title. */
export const source: SearchSource = {
  area: 'circulars',
  by: { zh: '通报文号、标题', en: 'number, words of the title' },
  find: async (text, asked) => {
    const byNumber = text.length > LONGEST_NO ? [] : [found({ circularNo: text }, asked)];
    const byTitle = isName(text) ? [found({ title: text }, asked)] : [];
    return once(await Promise.all([...byNumber, ...byTitle]));
  },
};

async function found(query: Readonly<Record<string, string>>, { signal }: Asked): Promise<Hit[]> {
  const params = { query: { ...query, limit: MOST_HITS } as never };
  const { items } = await bodyOf(leads.GET('/circulars', { params, signal }));
  return items.map(({ id, title, circularNo }) => ({
    to: `/circulars/${id}`,
    title,
    details: circularNo ?? '',
  }));
}
