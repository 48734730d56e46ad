import { bodyOf, leads } from '../api/clients.js';
import { queriesFor } from '../shell/find-text.js';
import { MOST_HITS, once, type SearchSource } from '../shell/search-source.js';

/** Leads by credit code, patent number or external number, and by how the name of an organisation or shop begins. */
export const source: SearchSource = {
  area: 'leads',
  by: {
    zh: '报送编号、专利号、信用代码、单位或者网店名称的开头',
    en: 'external, patent or credit number, how the name of an organisation or shop begins',
  },
  find: async (text, { signal }) => {
    const found = await Promise.all(
      queriesFor(text, 'externalNo').map(async (query) => {
        const params = { query: { ...query, limit: MOST_HITS } as never };
        const { items } = await bodyOf(leads.GET('/leads', { params, signal }));
        return items.map(({ id, subject, externalNo, goods }) => ({
          to: `/leads/${id}`,
          title: subject.name,
          details: `${externalNo} · ${goods}`,
        }));
      }),
    );
    return once(found);
  },
};
