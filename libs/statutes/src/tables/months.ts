import { z } from 'zod';

/** Months of a period that configuration may set, up to fifty years. */
export const Months = z.int().min(0).max(600);
