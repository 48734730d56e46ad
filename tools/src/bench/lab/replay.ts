import { newId } from '@xianjie/identifiers';
import type { Sent } from './statements-seen.js';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The same transaction of another lead: each id that occurs in its values becomes another one, and so does the lead's number. */
export function again(transaction: readonly Sent[], number: RegExp, newNumber: string): Sent[] {
  const ids = new Map<string, string>();
  const another = (id: string): string => {
    const known = ids.get(id) ?? newId();
    ids.set(id, known);
    return known;
  };
  const changed = (value: string | null): string | null =>
    value?.replace(UUID, another).replace(number, newNumber) ?? null;
  return transaction.map(({ text, values }) => ({ text, values: values.map(changed) }));
}
