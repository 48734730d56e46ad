import type { Repair } from './credit-data.js';
import type { creditWords } from './credit.words.js';

/** What a repair is about: the decision's number, or the list. */
export function subjectText(
  { subjectKind, subject, system }: Pick<Repair, 'subjectKind' | 'subject' | 'system'>,
  words: (typeof creditWords)['zh'],
): string {
  const lists: Readonly<Record<string, string>> = words.lists;
  const systems: Readonly<Record<string, string>> = words.systems;
  if (subjectKind === 'list-entry') return lists[subject?.label ?? ''] ?? words.subjects[subjectKind];
  return [subject?.label, systems[system]].filter(Boolean).join(' · ');
}
