import { readConfig, sealingKeys } from '@xianjie/service';
import { z } from 'zod';

export const config = readConfig({
  PERSONAL_KEYS: sealingKeys.describe(
    'keys that seal the keys of transfers: <key id>:<32 bytes in base64>, the first one seals',
  ),
  DOCUMENTS_FOLDER: z
    .string()
    .min(1)
    .describe('folder of the sealed papers; all instances of the service share it'),
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
