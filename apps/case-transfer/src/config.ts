import { readConfig } from '@xianjie/service';
import { z } from 'zod';

export const config = readConfig({
  PARTNERS: z
    .string()
    .min(1)
    .optional()
    .describe('file that says how each police organ is reached, see README; without it all go by paper'),
  PARTNER_KEYS: z
    .string()
    .min(1)
    .optional()
    .describe(
      'file with our own keys and those of the police systems (libs/envelopes); needed for http and kafka',
    ),
});
