import { DomainError } from '@xianjie/errors';
import type { RuleInForce, StatuteBook } from './book.js';
import type { RuleTable } from './rule.js';

/**
 * The line of that day whose key is `prefix` and `word`, for tables whose words changed with the law. Throws DomainError
 * `invalid`: `statutes.wrong-regime` where the rules of that day have other words, `statutes.no-rule` where there were none.
 */
export function lineOfWord<K extends string, P>(
  book: StatuteBook,
  table: RuleTable<K, P>,
  prefix: string,
  word: string,
  day: string,
): RuleInForce<P> {
  const words = wordsOf(book, table, prefix, day);
  const line = words.has(word) && book.find(table, `${prefix}${word}` as K, day);
  if (line) return line;
  throw words.size > 0 ? wrongRegime(word, day, [...words]) : noRules(prefix, day);
}

function wordsOf<K extends string, P>(
  book: StatuteBook,
  table: RuleTable<K, P>,
  prefix: string,
  day: string,
): Set<string> {
  const keys = (Object.keys(table.rules) as K[]).filter((key) => key.startsWith(prefix));
  return new Set(keys.filter((key) => book.find(table, key, day)).map((key) => key.slice(prefix.length)));
}

function wrongRegime(word: string, day: string, words: readonly string[]): DomainError {
  return new DomainError(
    'invalid',
    'statutes.wrong-regime',
    `The rules of ${day} do not know ${word}, but ${words.join(', ')}`,
    { zh: `${day} 的规定没有 ${word}，只有 ${words.join('、')}` },
  );
}

function noRules(prefix: string, day: string): DomainError {
  return new DomainError('invalid', 'statutes.no-rule', `No rule ${prefix}… is known for ${day}`, {
    zh: `${day} 没有可适用的规则 ${prefix}…`,
  });
}
