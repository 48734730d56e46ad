import { bodyOf, credit } from '../api/clients.js';
import { type Asked, type Hit, once, type SearchSource } from '../shell/search-source.js';
import { language } from '../words/language.js';
import { creditWords } from './credit.words.js';
import { isTooShort, type PartyQuery, partyQuery } from './find-party.js';

const MOST_HITS = 6;

/** Publicity records, list entries and dishonest acts by party, credit code or decision number. */
export const source: SearchSource = {
  area: 'credit',
  by: { zh: '当事人名称、信用代码、决定书文号', en: 'name, credit code, number of a decision' },
  find: async (text, asked) => {
    const query = partyQuery(text);
    if (isTooShort(text) || /^\d+$/.test(query.name ?? '')) return [];
    if (query.decisionNo) return recordsOf(query, asked);
    const mayReadActs = asked.scopes.includes('dishonest-act:read');
    const found = await Promise.all([
      recordsOf(query, asked),
      entriesOf(query, asked),
      ...(mayReadActs ? [actsOf(query, asked)] : []),
    ]);
    return once(found, MOST_HITS);
  },
};

const by = (query: PartyQuery, { signal }: Asked) => ({
  params: { query: { ...query, limit: MOST_HITS } as never },
  signal,
});

async function recordsOf(query: PartyQuery, asked: Asked): Promise<Hit[]> {
  const { items } = await bodyOf(credit.GET('/publicity', by(query, asked)));
  const { systems } = creditWords[language.get()];
  return items.map(({ id, partyName, decisionNo, system }) => ({
    to: `/credit/publicity/${id}`,
    title: partyName ?? decisionNo,
    // The same decision may stand in more than one system.
    details: `${decisionNo} · ${systems[system]}`,
  }));
}

async function entriesOf(query: PartyQuery, asked: Asked): Promise<Hit[]> {
  const { items } = await bodyOf(credit.GET('/list-entries', by(query, asked)));
  return items.map(({ id, partyName, creditCode }) => ({
    to: `/credit/list-entries/${id}`,
    title: partyName,
    details: creditCode,
  }));
}

async function actsOf(query: PartyQuery, asked: Asked): Promise<Hit[]> {
  const { items } = await bodyOf(credit.GET('/dishonest-acts', by(query, asked)));
  return items.map(({ id, partyName, recordNo }) => ({
    to: `/credit/dishonest-acts/${id}`,
    title: partyName,
    details: recordNo,
  }));
}
