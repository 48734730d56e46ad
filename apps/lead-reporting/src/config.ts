import { hashKey, readConfig, sealingKeys } from '@xianjie/service';

export const config = readConfig({
  PERSONAL_KEYS: sealingKeys.describe(
    'keys that seal personal numbers: <key id>:<32 bytes in base64>, the first one seals',
  ),
  PERSONAL_HASH_KEY: hashKey.describe(
    'key of the hash by which personal numbers are matched; it never changes',
  ),
});
