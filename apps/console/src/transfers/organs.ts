import { useAgencyName } from '../api/agencies.js';
import { useWords } from '../words/words.js';
import { words } from './transfers.words.js';

/** What an organ of a transfer is called; one that takes no part is named by its kind. */
export function useOrganName(): (id: string | null | undefined) => string {
  const name = useAgencyName();
  const { COURT, POLICE, PROC } = useWords(words);
  const kinds: Readonly<Record<string, string>> = { COURT, POLICE, PROC };
  return (id) => (id ? (kinds[id] ?? name(id)) : '—');
}
