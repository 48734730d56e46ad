import { z } from 'zod';

/** Part of a name; two characters at least, as `bigrams` can find it. */
export const namePart = z.string().trim().min(2).max(100).optional().meta({
  description: 'Part of the name of the party, two characters or more',
});

/** That `column` holds `:name`, by its index on `bigrams(column)`. */
export const holdsName = (column: string): string =>
  `bigrams(${column}) @> bigrams(:name) AND strpos(lower(${column}), lower(:name)) > 0`;
