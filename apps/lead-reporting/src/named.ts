import { z } from 'zod';

/** Part of a name; two characters at least, as `bigrams` can find it. */
export const namePart = z.string().trim().min(2).max(100).optional().meta({
  description: 'Part of the name of an organisation or sole trader, two characters or more',
});

/** How a name begins. */
export const nameBeginning = z.string().trim().min(2).max(100).optional().meta({
  description: 'How the name of an organisation or shop begins, two characters or more',
});
