import { z } from 'zod';

/** Words that a list is searched for; two characters at least, as `bigrams` can find them. */
const sought = (what: string) =>
  z
    .string()
    .trim()
    .min(2)
    .max(100)
    .optional()
    .meta({ description: `${what}, two characters or more` });

/** Part of a name. */
export const namePart = sought('Part of the name of an organisation or sole trader');

/** Part of a title, found the same way. */
export const titlePart = sought('Part of the title');

/** How a name begins. */
export const nameBeginning = sought('How the name of an organisation or shop begins');

/** That `column` holds the parameter, by its index on `bigrams(column)`. */
export const holds = (column: string, parameter: string): string =>
  `bigrams(${column}) @> bigrams(:${parameter}) AND strpos(lower(${column}), lower(:${parameter})) > 0`;
