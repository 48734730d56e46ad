import { z } from 'zod';

/** A key that seals what is kept, with the id by which sealed things name it. */
export interface SealingKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

const isKey = (text: string | undefined): boolean => Buffer.from(text ?? '', 'base64').length === 32;

/** The setting `<key id>:<32 bytes in base64>,…`: the first key seals, all of them open. */
export const sealingKeys = z
  .string()
  .transform((text) => text.split(',').map((entry) => entry.trim().split(':')))
  .refine((entries) => entries.every(([id, key]) => /^[a-z0-9-]{1,32}$/.test(id ?? '') && isKey(key)), {
    message: '<key id>:<32 bytes in base64>,…',
  })
  .refine((entries) => new Set(entries.map(([id]) => id)).size === entries.length, {
    message: 'each key has an id of its own',
  })
  .transform((entries): SealingKey[] =>
    entries.map(([id = '', key = '']) => ({ id, key: Buffer.from(key, 'base64') })),
  );

/** The setting of one key: 32 bytes in base64. */
export const hashKey = z
  .string()
  .refine(isKey, '32 bytes in base64')
  .transform((text) => Buffer.from(text, 'base64'));
