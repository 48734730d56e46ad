import { checkCreditCode, checkPatentNumber } from '@xianjie/identifiers';
import { bodyOf, leads } from '../api/clients.js';
import type { SearchSource } from '../shell/search-source.js';

/** Leads by credit code, patent number or external number. */
export const source: SearchSource = {
  area: 'leads',
  find: async (text, signal) => {
    const query = { ...filterOf(text), limit: 5 };
    const { items } = await bodyOf(leads.GET('/leads', { params: { query: query as never }, signal }));
    return items.map(({ id, subject, externalNo, goods }) => ({
      to: `/leads/${id}`,
      title: subject.name,
      details: `${externalNo} · ${goods}`,
    }));
  },
};

function filterOf(text: string) {
  if (checkCreditCode(text).ok) return { creditCode: text };
  if (checkPatentNumber(text).ok) return { patentNumber: text };
  return { externalNo: text };
}
