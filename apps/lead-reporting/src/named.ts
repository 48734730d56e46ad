import { z } from 'zod';

/** Part of a name; two characters at least, as `bigrams` can find it. */
export const namePart = z.string().trim().min(2).max(100).optional().meta({
  description: 'Part of the name of an organisation or sole trader, two characters or more',
});

/** Part of a title, found the same way. */
export const titlePart = z.string().trim().min(2).max(100).optional().meta({
  description: 'Part of the title, two characters or more',
});

/** That `column` holds the parameter, by its index on `bigrams(column)`. */
export const holds = (column: string, parameter: string): string =>
  `bigrams(${column}) @> bigrams(:${parameter}) AND strpos(lower(${column}), lower(:${parameter})) > 0`;

/** How a name begins. */
export const nameBeginning = z.string().trim().min(2).max(100).optional().meta({
  description: 'How the name of an organisation or shop begins, two characters or more',
});
