import { readConfig } from '@xianjie/service';
import { z } from 'zod';

/** `<key id>:<32 bytes in base64>`, comma-separated; the first seals, all open. */
const sealingKeys = z
  .string()
  .transform((text) => text.split(',').map((entry) => entry.trim().split(':')))
  .refine((entries) => entries.every(([id, key]) => /^[a-z0-9-]{1,32}$/.test(id ?? '') && isKey(key)), {
    message: '<key id>:<32 bytes in base64>,…',
  })
  .transform((entries) => entries.map(([id = '', key = '']) => ({ id, key: Buffer.from(key, 'base64') })));

const isKey = (text: string | undefined): boolean => Buffer.from(text ?? '', 'base64').length === 32;

export const config = readConfig({
  PERSONAL_KEYS: sealingKeys.describe(
    'keys that seal personal numbers: <key id>:<32 bytes in base64>, the first one seals',
  ),
  PERSONAL_HASH_KEY: z
    .string()
    .refine(isKey, '32 bytes in base64')
    .transform((text) => Buffer.from(text, 'base64'))
    .describe('key of the hash by which personal numbers are matched; it never changes'),
});
